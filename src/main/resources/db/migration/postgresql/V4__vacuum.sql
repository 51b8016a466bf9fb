-- What was claimed stays at the front of step_task until it is vacuumed, and every claim walks past it: soon, not at a fifth of the table.
ALTER TABLE step SET (autovacuum_vacuum_scale_factor = 0.02);
