-- The same text for both databases; /*postgresql ... */ is read by PostgreSQL alone. All times are UTC.
-- What an incident or an occurrence does not have is an empty text: groups and filters need no case for null.

-- Facts about the history itself: time (live or recorded), horizon (see occurrence_hour).
CREATE TABLE fact (
    name  TEXT NOT NULL,
    value TEXT NOT NULL
);

-- How far each partition has been read; written with the rows that came of it.
CREATE TABLE ingest_position (
    topic        TEXT    NOT NULL,
    partition_no INTEGER NOT NULL,
    topic_id     TEXT    NOT NULL,
    next_offset  BIGINT  NOT NULL
    /*postgresql , PRIMARY KEY (topic, partition_no) */
);

-- Texts that many rows share, each once: rows of the tables coded_... have its number. 0 is the empty text.
-- The views below have the texts: ask those.
CREATE TABLE word (
    id   INTEGER NOT NULL,
    text TEXT    NOT NULL
    /*postgresql , PRIMARY KEY (id) */
);
/*postgresql CREATE INDEX word_text ON word USING hash (text); -- of any length */
INSERT INTO word VALUES (0, '');

-- The newest revision of each incident, without its long texts. What every row has comes first: PostgreSQL finds it faster there.
CREATE TABLE coded_incident (
    opened_at     TIMESTAMP NOT NULL, -- the rule was met
    started_at    TIMESTAMP NOT NULL, -- the failure began
    updated_at    TIMESTAMP NOT NULL,
    detect_ms     BIGINT    NOT NULL, -- from the beginning until it was opened
    seq           BIGINT    NOT NULL, -- order in which revisions were written here
    label_set     BIGINT    NOT NULL,
    recurrence    BIGINT    NOT NULL, -- hash of workload and cause
    occurrences   BIGINT    NOT NULL,
    revision      INTEGER   NOT NULL,
    pod_count     INTEGER   NOT NULL,
    reopened      INTEGER   NOT NULL,
    state         INTEGER   NOT NULL,
    kind          INTEGER   NOT NULL,
    scope         INTEGER   NOT NULL,
    severity      INTEGER   NOT NULL,
    cluster       INTEGER   NOT NULL,
    namespace     INTEGER   NOT NULL,
    workload_kind INTEGER   NOT NULL,
    workload      INTEGER   NOT NULL,
    node          INTEGER   NOT NULL,
    container     INTEGER   NOT NULL,
    image         INTEGER   NOT NULL, -- of the container, from the symptoms
    cause         INTEGER   NOT NULL,
    resolution    INTEGER   NOT NULL,
    muted         BOOLEAN   NOT NULL,
    resolved_at   TIMESTAMP,
    recover_ms    BIGINT,             -- from the beginning until it was resolved
    previous_at   TIMESTAMP,          -- opened_at of the one before it with the same workload and cause
    again_ms      BIGINT,             -- how long before it that was
    id            TEXT      NOT NULL,
    parent_id     TEXT      NOT NULL
    /*postgresql , PRIMARY KEY (id) */
);
/*postgresql CREATE INDEX incident_opened ON coded_incident (opened_at); */
/*postgresql CREATE INDEX incident_recurrence ON coded_incident (recurrence, opened_at) INCLUDE (again_ms); */
/*postgresql CREATE INDEX incident_parent ON coded_incident (parent_id) WHERE parent_id <> ''; */
/*postgresql CREATE INDEX incident_live ON coded_incident (opened_at) WHERE resolved_at IS NULL; */

-- Every revision, as it was told.
CREATE TABLE incident_revision (
    id          TEXT      NOT NULL,
    revision    INTEGER   NOT NULL,
    seq         BIGINT    NOT NULL,
    updated_at  TIMESTAMP NOT NULL,
    state       TEXT      NOT NULL,
    document    TEXT      NOT NULL  -- JSON, the contract
) /*postgresql PARTITION BY RANGE (updated_at) */;
/*postgresql CREATE INDEX incident_revision_id ON incident_revision (id, revision); */
/*postgresql CREATE INDEX incident_revision_seq ON incident_revision (seq); */

-- What pods have shown: restarts, kills, evictions one by one, and each onset of what lasts.
CREATE TABLE coded_occurrence (
    happened_at   TIMESTAMP NOT NULL,
    id            BIGINT    NOT NULL, -- hash of pod, container, kind and time: the same symptom told twice is one
    label_set     BIGINT    NOT NULL,
    kind          INTEGER   NOT NULL, -- of incident that it speaks for; RESTART_LOOP is a restart, OOM a kill
    cluster       INTEGER   NOT NULL,
    namespace     INTEGER   NOT NULL,
    workload_kind INTEGER   NOT NULL,
    workload      INTEGER   NOT NULL,
    node          INTEGER   NOT NULL,
    container     INTEGER   NOT NULL,
    image         INTEGER   NOT NULL,
    cause         INTEGER   NOT NULL,
    n             INTEGER   NOT NULL, -- occurrences that it stands for
    memory_kill   BOOLEAN   NOT NULL,
    lifetime_ms   BIGINT,
    pod           TEXT      NOT NULL,
    pod_uid       TEXT      NOT NULL
    /*postgresql , PRIMARY KEY (happened_at, id) */
) /*postgresql PARTITION BY RANGE (happened_at) */;

-- The same by hour, up to the horizon. Hours from there on are read from occurrences.
CREATE TABLE coded_occurrence_hour (
    happened_at   TIMESTAMP NOT NULL, -- the hour's beginning
    first_at      TIMESTAMP NOT NULL,
    last_at       TIMESTAMP NOT NULL,
    label_set     BIGINT    NOT NULL,
    n             BIGINT    NOT NULL,
    kind          INTEGER   NOT NULL,
    cluster       INTEGER   NOT NULL,
    namespace     INTEGER   NOT NULL,
    workload_kind INTEGER   NOT NULL,
    workload      INTEGER   NOT NULL,
    node          INTEGER   NOT NULL,
    image         INTEGER   NOT NULL,
    cause         INTEGER   NOT NULL
);
/*postgresql CREATE INDEX occurrence_hour_at ON coded_occurrence_hour USING brin (happened_at); */
/*postgresql CREATE INDEX occurrence_hour_kind ON coded_occurrence_hour (kind, happened_at) INCLUDE (n); */

-- The same by day, as far as days before the horizon are whole.
CREATE TABLE coded_occurrence_day (
    happened_at   TIMESTAMP NOT NULL, -- the day's beginning
    first_at      TIMESTAMP NOT NULL,
    last_at       TIMESTAMP NOT NULL,
    label_set     BIGINT    NOT NULL,
    n             BIGINT    NOT NULL,
    kind          INTEGER   NOT NULL,
    cluster       INTEGER   NOT NULL,
    namespace     INTEGER   NOT NULL,
    workload_kind INTEGER   NOT NULL,
    workload      INTEGER   NOT NULL,
    node          INTEGER   NOT NULL,
    image         INTEGER   NOT NULL,
    cause         INTEGER   NOT NULL
);
/*postgresql CREATE INDEX occurrence_day_at ON coded_occurrence_day (happened_at, kind); */

-- Hours before the horizon into which something has come since.
CREATE TABLE late_hour (
    happened_at TIMESTAMP NOT NULL
);

-- Routing labels, each set of them once.
CREATE TABLE coded_label (
    label_set BIGINT  NOT NULL,
    name      TEXT    NOT NULL,
    value     INTEGER NOT NULL
);
/*postgresql CREATE INDEX label_name ON coded_label (name, value); */

-- Images that containers had when they failed, and from when on.
CREATE TABLE container_image (
    id            BIGINT    NOT NULL, -- hash of the texts
    cluster       TEXT      NOT NULL,
    namespace     TEXT      NOT NULL,
    workload_kind TEXT      NOT NULL,
    workload      TEXT      NOT NULL,
    container     TEXT      NOT NULL,
    image         TEXT      NOT NULL,
    seen_from     TIMESTAMP NOT NULL, -- first and newest failure with it
    seen_to       TIMESTAMP NOT NULL  -- to the hour
    /*postgresql , PRIMARY KEY (id) */
);

-- What has been heard of each cluster.
CREATE TABLE cluster (
    cluster      TEXT      NOT NULL,
    first_heard  TIMESTAMP NOT NULL,
    last_heard   TIMESTAMP NOT NULL,
    gap_since    TIMESTAMP,          -- its ingestor has lost the API server
    processed_to TIMESTAMP           -- how far the streams have come
    /*postgresql , PRIMARY KEY (cluster) */
);

-- Times of which nothing is known: the watch was broken (WATCH), or no heartbeat came (SILENT).
CREATE TABLE cluster_gap (
    cluster    TEXT      NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at   TIMESTAMP NOT NULL,
    reason     TEXT      NOT NULL
);

-- With their texts.
CREATE VIEW incident AS SELECT
    t.id, t.revision, t.seq, w_state.text AS state, w_kind.text AS kind, w_scope.text AS scope,
    w_severity.text AS severity, w_cluster.text AS cluster, w_namespace.text AS namespace,
    w_workload_kind.text AS workload_kind, w_workload.text AS workload, w_node.text AS node,
    w_container.text AS container, w_image.text AS image, w_cause.text AS cause, w_resolution.text AS resolution,
    t.parent_id, t.label_set, t.recurrence, t.pod_count, t.occurrences, t.reopened, t.muted, t.started_at,
    t.opened_at, t.updated_at, t.resolved_at, t.detect_ms, t.recover_ms, t.previous_at,
    t.again_ms
FROM coded_incident t
    LEFT JOIN word w_state ON w_state.id = t.state
    LEFT JOIN word w_kind ON w_kind.id = t.kind
    LEFT JOIN word w_scope ON w_scope.id = t.scope
    LEFT JOIN word w_severity ON w_severity.id = t.severity
    LEFT JOIN word w_cluster ON w_cluster.id = t.cluster
    LEFT JOIN word w_namespace ON w_namespace.id = t.namespace
    LEFT JOIN word w_workload_kind ON w_workload_kind.id = t.workload_kind
    LEFT JOIN word w_workload ON w_workload.id = t.workload
    LEFT JOIN word w_node ON w_node.id = t.node
    LEFT JOIN word w_container ON w_container.id = t.container
    LEFT JOIN word w_image ON w_image.id = t.image
    LEFT JOIN word w_cause ON w_cause.id = t.cause
    LEFT JOIN word w_resolution ON w_resolution.id = t.resolution;

CREATE VIEW occurrence AS SELECT
    t.happened_at, t.id, w_kind.text AS kind, w_cluster.text AS cluster, w_namespace.text AS namespace,
    w_workload_kind.text AS workload_kind, w_workload.text AS workload, t.pod, t.pod_uid, w_node.text AS node,
    w_container.text AS container, w_image.text AS image, w_cause.text AS cause, t.label_set, t.n, t.lifetime_ms,
    t.memory_kill
FROM coded_occurrence t
    LEFT JOIN word w_kind ON w_kind.id = t.kind
    LEFT JOIN word w_cluster ON w_cluster.id = t.cluster
    LEFT JOIN word w_namespace ON w_namespace.id = t.namespace
    LEFT JOIN word w_workload_kind ON w_workload_kind.id = t.workload_kind
    LEFT JOIN word w_workload ON w_workload.id = t.workload
    LEFT JOIN word w_node ON w_node.id = t.node
    LEFT JOIN word w_container ON w_container.id = t.container
    LEFT JOIN word w_image ON w_image.id = t.image
    LEFT JOIN word w_cause ON w_cause.id = t.cause;

CREATE VIEW occurrence_hour AS SELECT
    t.happened_at, t.first_at, t.last_at, w_kind.text AS kind, w_cluster.text AS cluster,
    w_namespace.text AS namespace, w_workload_kind.text AS workload_kind, w_workload.text AS workload,
    w_node.text AS node, w_image.text AS image, w_cause.text AS cause, t.label_set, t.n
FROM coded_occurrence_hour t
    LEFT JOIN word w_kind ON w_kind.id = t.kind
    LEFT JOIN word w_cluster ON w_cluster.id = t.cluster
    LEFT JOIN word w_namespace ON w_namespace.id = t.namespace
    LEFT JOIN word w_workload_kind ON w_workload_kind.id = t.workload_kind
    LEFT JOIN word w_workload ON w_workload.id = t.workload
    LEFT JOIN word w_node ON w_node.id = t.node
    LEFT JOIN word w_image ON w_image.id = t.image
    LEFT JOIN word w_cause ON w_cause.id = t.cause;

CREATE VIEW occurrence_day AS SELECT
    t.happened_at, t.first_at, t.last_at, w_kind.text AS kind, w_cluster.text AS cluster,
    w_namespace.text AS namespace, w_workload_kind.text AS workload_kind, w_workload.text AS workload,
    w_node.text AS node, w_image.text AS image, w_cause.text AS cause, t.label_set, t.n
FROM coded_occurrence_day t
    LEFT JOIN word w_kind ON w_kind.id = t.kind
    LEFT JOIN word w_cluster ON w_cluster.id = t.cluster
    LEFT JOIN word w_namespace ON w_namespace.id = t.namespace
    LEFT JOIN word w_workload_kind ON w_workload_kind.id = t.workload_kind
    LEFT JOIN word w_workload ON w_workload.id = t.workload
    LEFT JOIN word w_node ON w_node.id = t.node
    LEFT JOIN word w_image ON w_image.id = t.image
    LEFT JOIN word w_cause ON w_cause.id = t.cause;

-- What is counted over months: sums by hour up to the horizon, and single occurrences from there on.
CREATE VIEW occurrence_sum AS
    SELECT happened_at, first_at, last_at, kind, cluster, namespace, workload_kind, workload, node, image, cause, label_set, n
    FROM occurrence_hour
UNION ALL
    SELECT happened_at, happened_at, happened_at, kind, cluster, namespace, workload_kind, workload, node, image, cause,
        label_set, CAST(n AS BIGINT)
    FROM occurrence
    WHERE happened_at >= COALESCE((SELECT CAST(value AS TIMESTAMP) FROM fact WHERE name = 'horizon'), TIMESTAMP '1970-01-01');

CREATE VIEW label AS SELECT
    t.label_set, t.name, w_value.text AS value
FROM coded_label t
    LEFT JOIN word w_value ON w_value.id = t.value;
