-- All that incidents are counted by over months, in less than half of the table's pages. Vacuumed early: pages that are not known to be visible to
-- all are read from the table. First, for it takes long on a large history and leaves readers alone.
/*postgresql CREATE INDEX incident_counted ON coded_incident (opened_at) INCLUDE (started_at, label_set, recover_ms, detect_ms,
    state, kind, severity, cluster, namespace, workload_kind, workload, node, image, cause); */
/*postgresql DROP INDEX incident_opened; */
/*postgresql ALTER TABLE coded_incident SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02); */

-- The newest time, to the end of its day, of rows that refer to a word: when those have been deleted it is, too.
ALTER TABLE word ADD COLUMN used_to TIMESTAMP;
UPDATE word SET used_to = (SELECT MAX(latest) + INTERVAL '1 day' FROM (
    SELECT MAX(last_heard) AS latest FROM cluster
    UNION ALL SELECT MAX(happened_at) FROM coded_occurrence
    UNION ALL SELECT MAX(last_at) FROM coded_occurrence_hour
    UNION ALL SELECT MAX(updated_at) FROM coded_incident
    UNION ALL SELECT MAX(resolved_at) FROM coded_incident) times);
