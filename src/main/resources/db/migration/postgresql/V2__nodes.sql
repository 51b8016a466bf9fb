-- What only a database with several nodes needs.

-- The one clock by which leases and due times are judged, whatever the nodes' own clocks say.
CREATE FUNCTION signalbox_now() RETURNS BIGINT LANGUAGE sql VOLATILE AS
$$ SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::BIGINT $$;

-- Each start of a node takes the next number; ids made by different nodes differ by it.
CREATE SEQUENCE node_number MINVALUE 0 MAXVALUE 1023 START 0 CYCLE;

-- Written to find out whether the database takes anything.
CREATE TABLE pulse (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    at BIGINT NOT NULL
);
