-- Packs as they were published, for all nodes: the one with the highest number is live. Append only.
CREATE TABLE publication (
    process      TEXT    NOT NULL,
    number       INTEGER NOT NULL CHECK (number >= 1),
    version      TEXT    NOT NULL,
    published_at INTEGER NOT NULL, -- milliseconds since 1970
    published_by TEXT    NOT NULL,
    pack         BLOB    NOT NULL, -- ZIP
    PRIMARY KEY (process, number)
) STRICT;

CREATE TRIGGER publication_is_never_changed BEFORE UPDATE ON publication
BEGIN SELECT RAISE(ABORT, 'a publication is history, which is append-only'); END;

CREATE TRIGGER publication_is_never_deleted BEFORE DELETE ON publication
BEGIN SELECT RAISE(ABORT, 'a publication is history, which is append-only'); END;
