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

-- The newest revision of each incident, without its long texts.
CREATE TABLE incident (
    id            TEXT      NOT NULL,
    revision      INTEGER   NOT NULL,
    seq           BIGINT    NOT NULL, -- order in which revisions were written here
    state         TEXT      NOT NULL,
    kind          TEXT      NOT NULL,
    scope         TEXT      NOT NULL,
    severity      TEXT      NOT NULL,
    cluster       TEXT      NOT NULL,
    namespace     TEXT      NOT NULL,
    workload_kind TEXT      NOT NULL,
    workload      TEXT      NOT NULL,
    node          TEXT      NOT NULL,
    container     TEXT      NOT NULL,
    image         TEXT      NOT NULL, -- of the container, from the symptoms
    cause         TEXT      NOT NULL,
    resolution    TEXT      NOT NULL,
    parent_id     TEXT      NOT NULL,
    label_set     BIGINT    NOT NULL,
    recurrence    BIGINT    NOT NULL, -- hash of workload and cause
    pod_count     INTEGER   NOT NULL,
    occurrences   BIGINT    NOT NULL,
    reopened      INTEGER   NOT NULL,
    muted         BOOLEAN   NOT NULL,
    started_at    TIMESTAMP NOT NULL, -- the failure began
    opened_at     TIMESTAMP NOT NULL, -- the rule was met
    updated_at    TIMESTAMP NOT NULL,
    resolved_at   TIMESTAMP,
    previous_at   TIMESTAMP           -- opened_at of the one before it with the same workload and cause
    /*postgresql , PRIMARY KEY (id) */
);
/*postgresql CREATE INDEX incident_opened ON incident (opened_at); */
/*postgresql CREATE INDEX incident_recurrence ON incident (recurrence, opened_at); */
/*postgresql CREATE INDEX incident_seq ON incident (seq); */
/*postgresql CREATE INDEX incident_live ON incident (opened_at) WHERE state <> 'RESOLVED'; */

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
CREATE TABLE occurrence (
    happened_at   TIMESTAMP NOT NULL,
    id            BIGINT    NOT NULL, -- hash of pod, container, kind and time: the same symptom told twice is one
    kind          TEXT      NOT NULL, -- of incident that it speaks for; RESTART_LOOP is a restart, OOM a kill
    cluster       TEXT      NOT NULL,
    namespace     TEXT      NOT NULL,
    workload_kind TEXT      NOT NULL,
    workload      TEXT      NOT NULL,
    pod           TEXT      NOT NULL,
    pod_uid       TEXT      NOT NULL,
    node          TEXT      NOT NULL,
    container     TEXT      NOT NULL,
    image         TEXT      NOT NULL,
    cause         TEXT      NOT NULL,
    label_set     BIGINT    NOT NULL,
    n             INTEGER   NOT NULL, -- occurrences that it stands for
    lifetime_ms   BIGINT,
    memory_kill   BOOLEAN   NOT NULL
    /*postgresql , PRIMARY KEY (happened_at, id) */
) /*postgresql PARTITION BY RANGE (happened_at) */;

-- The same by hour, up to the horizon. Hours from there on are read from occurrence.
CREATE TABLE occurrence_hour (
    happened_at   TIMESTAMP NOT NULL,
    kind          TEXT      NOT NULL,
    cluster       TEXT      NOT NULL,
    namespace     TEXT      NOT NULL,
    workload_kind TEXT      NOT NULL,
    workload      TEXT      NOT NULL,
    node          TEXT      NOT NULL,
    image         TEXT      NOT NULL,
    cause         TEXT      NOT NULL,
    label_set     BIGINT    NOT NULL,
    n             BIGINT    NOT NULL
);
/*postgresql CREATE INDEX occurrence_hour_at ON occurrence_hour (happened_at); */

-- Hours before the horizon into which something has come since.
CREATE TABLE late_hour (
    happened_at TIMESTAMP NOT NULL
);

-- Routing labels, each set of them once.
CREATE TABLE label (
    label_set BIGINT NOT NULL,
    name      TEXT   NOT NULL,
    value     TEXT   NOT NULL
);
/*postgresql CREATE INDEX label_name ON label (name, value); */

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
