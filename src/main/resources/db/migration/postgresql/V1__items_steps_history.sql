-- Times are milliseconds since 1970 UTC. Constraints repeat the laws that the code keeps, so that no path can break them.
-- As ../sqlite, table for table; a test holds them side by side. Text that is compared is compared byte by byte, as SQLite does.

CREATE TABLE item (
    id          BIGINT  PRIMARY KEY,
    process     TEXT    COLLATE "C" NOT NULL,
    status      TEXT    NOT NULL CHECK (status = 'IN_PROGRESS' OR status = 'AWAITING_REVIEW'
                        OR status = 'CLOSED' OR status = 'CANCELLED'),
    route       TEXT    NOT NULL CHECK (route = 'FULL' OR route = 'PARTIAL' OR route = 'MANUAL'),
    received_at BIGINT  NOT NULL,
    sender      TEXT    NOT NULL,
    -- names the item: process and idempotency key or key fields, a digest of them when long; null when it has neither
    name        BYTEA,
    -- 16 bytes: digest of the payload as first bound, to tell "the same again" from "the same key with another body"
    content     BYTEA   NOT NULL,
    media_type  TEXT    NOT NULL,
    -- the bytes as they came; null when they are, byte for byte, the payload of the first decision
    submitted   BYTEA,
    -- the current decision: its number, what it judged, what it said, what it planned (all JSON)
    decision_n  BIGINT  NOT NULL DEFAULT 1,
    payload     TEXT    NOT NULL,
    decision    TEXT    NOT NULL,
    plan        TEXT    NOT NULL,
    -- the outcome that rules or a reviewer chose and steps are carrying out; becomes the outcome when the item closes
    intended    TEXT,
    outcome     TEXT,
    closed_at   BIGINT,
    CHECK ((status = 'CLOSED') = (outcome IS NOT NULL)),
    CHECK ((status IN ('CLOSED', 'CANCELLED')) = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX item_name ON item (name) WHERE name IS NOT NULL;
CREATE INDEX item_standing ON item (process, status, route, id);

-- How an item arrived and what was decided at first is history that stands in its own row: it cannot be changed either.
CREATE FUNCTION is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE FUNCTION decision_is_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF NEW.decision_n <> OLD.decision_n + 1
        OR NOT EXISTS (SELECT 1 FROM earlier_decision e WHERE e.item_id = OLD.id AND e.n = OLD.decision_n)
    THEN RAISE EXCEPTION 'a decision is history, which is append-only: keep it, then make another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_arrival_is_kept
BEFORE UPDATE OF id, process, received_at, sender, name, content, media_type, submitted ON item
FOR EACH ROW EXECUTE FUNCTION is_append_only('how an item arrived is history, which is append-only');
CREATE TRIGGER item_decision_is_kept BEFORE UPDATE OF payload, decision, plan ON item
FOR EACH ROW EXECUTE FUNCTION decision_is_kept();
CREATE TRIGGER item_is_kept BEFORE DELETE ON item
FOR EACH ROW EXECUTE FUNCTION is_append_only('an item is history, which is append-only');

-- Decisions that a correction replaced.
CREATE TABLE earlier_decision (
    item_id  BIGINT  NOT NULL REFERENCES item (id),
    n        BIGINT  NOT NULL,
    payload  TEXT    NOT NULL,
    decision TEXT    NOT NULL,
    plan     TEXT    NOT NULL,
    PRIMARY KEY (item_id, n)
);
CREATE TRIGGER earlier_decision_is_kept BEFORE UPDATE OR DELETE ON earlier_decision
FOR EACH ROW EXECUTE FUNCTION is_append_only('a decision is history, which is append-only');

CREATE TABLE step (
    item_id     BIGINT  NOT NULL REFERENCES item (id),
    n           BIGINT  NOT NULL,
    process     TEXT    COLLATE "C" NOT NULL,
    name        TEXT    NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('AUTOMATIC', 'HUMAN')),
    task        TEXT    CHECK (task = 'REVIEW' OR task = 'CORRECT' OR task = 'RESOLVE'),
    status      TEXT    NOT NULL CHECK (status = 'WAITING' OR status = 'READY' OR status = 'CLAIMED'
                        OR status = 'DONE' OR status = 'FAILED' OR status = 'SKIPPED'),
    queue       TEXT    COLLATE "C",
    priority    BIGINT  NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 100),
    due_at      BIGINT,
    -- who works on it, and until when
    assignee    TEXT,
    lease_until BIGINT,
    -- AUTOMATIC: tries so far, and not before when the next one may start
    attempts    BIGINT  NOT NULL DEFAULT 0,
    next_try    BIGINT,
    -- RESOLVE: the step that failed
    resolves    BIGINT,
    error       TEXT,
    outcome     TEXT,
    note        TEXT,
    done_at     BIGINT,
    PRIMARY KEY (item_id, n),
    CHECK ((kind = 'HUMAN') = (task IS NOT NULL)),
    CHECK ((kind = 'HUMAN') = (queue IS NOT NULL)),
    CHECK ((task = 'RESOLVE') = (resolves IS NOT NULL)),
    CHECK ((status = 'CLAIMED') = (lease_until IS NOT NULL)),
    CHECK (status <> 'CLAIMED' OR assignee IS NOT NULL),
    CHECK ((status = 'DONE' OR status = 'FAILED' OR status = 'SKIPPED') = (done_at IS NOT NULL)),
    CHECK (kind = 'AUTOMATIC' OR status NOT IN ('READY', 'CLAIMED') OR due_at IS NOT NULL),
    CHECK (kind = 'HUMAN' OR status <> 'READY' OR next_try IS NOT NULL)
);
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
    item_id BIGINT  NOT NULL REFERENCES item (id),
    seq     BIGINT  NOT NULL,
    at      BIGINT  NOT NULL,
    actor   TEXT    NOT NULL,
    event   TEXT    NOT NULL,
    step    BIGINT,
    detail  TEXT    NOT NULL,
    PRIMARY KEY (item_id, seq)
);
CREATE TRIGGER history_is_kept BEFORE UPDATE OR DELETE ON history
FOR EACH ROW EXECUTE FUNCTION is_append_only('history is append-only');
