-- Times are milliseconds since 1970 UTC. Constraints repeat the laws that the code keeps, so that no path can break them.
-- Their longer lists are spelled with OR: for an IN of three or more, SQLite builds a table at every row it checks.

CREATE TABLE item (
    id          INTEGER PRIMARY KEY,
    process     TEXT    NOT NULL,
    status      TEXT    NOT NULL CHECK (status = 'IN_PROGRESS' OR status = 'AWAITING_REVIEW'
                        OR status = 'CLOSED' OR status = 'CANCELLED'),
    route       TEXT    NOT NULL CHECK (route = 'FULL' OR route = 'PARTIAL' OR route = 'MANUAL'),
    received_at INTEGER NOT NULL,
    sender      TEXT    NOT NULL,
    -- names the item: process and idempotency key or key fields, a digest of them when long; null when it has neither
    name        BLOB,
    -- 16 bytes: digest of the payload as first bound, to tell "the same again" from "the same key with another body"
    content     BLOB    NOT NULL,
    media_type  TEXT    NOT NULL,
    -- the bytes as they came; null when they are, byte for byte, the payload of the first decision
    submitted   BLOB,
    -- the current decision: its number, what it judged, what it said, what it planned (all JSON)
    decision_n  INTEGER NOT NULL DEFAULT 1,
    payload     TEXT    NOT NULL,
    decision    TEXT    NOT NULL,
    plan        TEXT    NOT NULL,
    -- the outcome that rules or a reviewer chose and steps are carrying out; becomes the outcome when the item closes
    intended    TEXT,
    outcome     TEXT,
    closed_at   INTEGER,
    CHECK ((status = 'CLOSED') = (outcome IS NOT NULL)),
    CHECK ((status IN ('CLOSED', 'CANCELLED')) = (closed_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX item_name ON item (name) WHERE name IS NOT NULL;
CREATE INDEX item_standing ON item (process, status, route, id);

-- How an item arrived and what was decided at first is history that stands in its own row: it cannot be changed either.
CREATE TRIGGER item_arrival_is_kept
BEFORE UPDATE OF id, process, received_at, sender, name, content, media_type, submitted ON item
BEGIN SELECT RAISE(ABORT, 'how an item arrived is history, which is append-only'); END;
CREATE TRIGGER item_decision_is_kept BEFORE UPDATE OF payload, decision, plan ON item
WHEN NEW.decision_n <> OLD.decision_n + 1
    OR NOT EXISTS (SELECT 1 FROM earlier_decision e WHERE e.item_id = OLD.id AND e.n = OLD.decision_n)
BEGIN SELECT RAISE(ABORT, 'a decision is history, which is append-only: keep it, then make another'); END;
CREATE TRIGGER item_is_kept BEFORE DELETE ON item
BEGIN SELECT RAISE(ABORT, 'an item is history, which is append-only'); END;

-- Decisions that a correction replaced.
CREATE TABLE earlier_decision (
    item_id  INTEGER NOT NULL REFERENCES item (id),
    n        INTEGER NOT NULL,
    payload  TEXT    NOT NULL,
    decision TEXT    NOT NULL,
    plan     TEXT    NOT NULL,
    PRIMARY KEY (item_id, n)
) STRICT;
CREATE TRIGGER earlier_decision_is_kept BEFORE UPDATE ON earlier_decision
BEGIN SELECT RAISE(ABORT, 'a decision is history, which is append-only'); END;
CREATE TRIGGER earlier_decision_stays BEFORE DELETE ON earlier_decision
BEGIN SELECT RAISE(ABORT, 'a decision is history, which is append-only'); END;

CREATE TABLE step (
    item_id     INTEGER NOT NULL REFERENCES item (id),
    n           INTEGER NOT NULL,
    process     TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('AUTOMATIC', 'HUMAN')),
    task        TEXT    CHECK (task = 'REVIEW' OR task = 'CORRECT' OR task = 'RESOLVE'),
    status      TEXT    NOT NULL CHECK (status = 'WAITING' OR status = 'READY' OR status = 'CLAIMED'
                        OR status = 'DONE' OR status = 'FAILED' OR status = 'SKIPPED'),
    queue       TEXT,
    priority    INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 100),
    due_at      INTEGER,
    -- who works on it, and until when
    assignee    TEXT,
    lease_until INTEGER,
    -- AUTOMATIC: tries so far, and not before when the next one may start
    attempts    INTEGER NOT NULL DEFAULT 0,
    next_try    INTEGER,
    -- RESOLVE: the step that failed
    resolves    INTEGER,
    error       TEXT,
    outcome     TEXT,
    note        TEXT,
    done_at     INTEGER,
    PRIMARY KEY (item_id, n),
    CHECK ((kind = 'HUMAN') = (task IS NOT NULL)),
    CHECK ((kind = 'HUMAN') = (queue IS NOT NULL)),
    CHECK ((task = 'RESOLVE') = (resolves IS NOT NULL)),
    CHECK ((status = 'CLAIMED') = (lease_until IS NOT NULL)),
    CHECK (status <> 'CLAIMED' OR assignee IS NOT NULL),
    CHECK ((status = 'DONE' OR status = 'FAILED' OR status = 'SKIPPED') = (done_at IS NOT NULL)),
    CHECK (kind = 'AUTOMATIC' OR status NOT IN ('READY', 'CLAIMED') OR due_at IS NOT NULL),
    CHECK (kind = 'HUMAN' OR status <> 'READY' OR next_try IS NOT NULL)
) STRICT, WITHOUT ROWID;
-- Law 3, somebody always holds it: never two open steps for one item.
CREATE UNIQUE INDEX step_holder ON step (item_id) WHERE status IN ('READY', 'CLAIMED');
CREATE INDEX step_task ON step (process, queue, status, due_at, item_id, n)
    WHERE kind = 'HUMAN' AND status IN ('READY', 'CLAIMED');
CREATE INDEX step_machine ON step (process, status, next_try, item_id, n)
    WHERE kind = 'AUTOMATIC' AND status IN ('READY', 'CLAIMED');
-- The few tasks in which a person mended what machines could not do: bad data, failed steps.
CREATE INDEX step_mended ON step (task, status, process, queue) WHERE task IN ('CORRECT', 'RESOLVE');
CREATE INDEX step_lease ON step (lease_until) WHERE status = 'CLAIMED';

-- All that happened after an item was received and first decided, which its own row tells: seq begins with 3.
CREATE TABLE history (
    item_id INTEGER NOT NULL REFERENCES item (id),
    seq     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    event   TEXT    NOT NULL,
    step    INTEGER,
    detail  TEXT    NOT NULL,
    PRIMARY KEY (item_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER history_is_append_only BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_is_kept BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
