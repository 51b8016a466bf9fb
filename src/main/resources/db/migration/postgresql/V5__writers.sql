-- How far each running node's writer has come: the number of its last transaction that wrote anything, kept with that transaction.
-- Asked when a connection broke around a COMMIT. The transaction's own id would not do: a server that crashed hands out again the
-- ids of transactions that never reached its log, and another node's commit under the same id would be taken for the lost one.
-- (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT)
CREATE TABLE writer (
    token TEXT   PRIMARY KEY,
    n     BIGINT NOT NULL,
    at    BIGINT NOT NULL
) WITH (fillfactor = 50);

-- One row that all nodes wrote: a node that froze with it looked like a database that takes nothing.
DROP TABLE pulse;
