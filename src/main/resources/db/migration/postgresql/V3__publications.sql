-- Packs as they were published, for all nodes: the one with the highest number is live. Append only.
CREATE TABLE publication (
    process      TEXT COLLATE "C" NOT NULL,
    number       INTEGER NOT NULL CHECK (number >= 1),
    version      TEXT    NOT NULL,
    published_at BIGINT  NOT NULL, -- milliseconds since 1970
    published_by TEXT    NOT NULL,
    pack         BYTEA   NOT NULL, -- ZIP
    PRIMARY KEY (process, number)
);

CREATE TRIGGER publication_is_never_changed BEFORE UPDATE OR DELETE ON publication
FOR EACH ROW EXECUTE FUNCTION is_append_only('a publication is history, which is append-only');
