-- The same table as PostgreSQL has, where each node has a row. The only writer here needs none, but to find out whether the
-- database takes anything.
CREATE TABLE writer (
    token TEXT    PRIMARY KEY,
    n     INTEGER NOT NULL,
    at    INTEGER NOT NULL
) STRICT;

DROP TABLE pulse;
