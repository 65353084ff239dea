-- What of a cluster is not seen at present though its pods are. Where that has ended there is a row of cluster_gap with the part for
-- a reason; a pod is not in such a gap.
CREATE TABLE cluster_unseen (
    cluster TEXT      NOT NULL,
    part    TEXT      NOT NULL, -- EVENTS, NODES
    since   TIMESTAMP NOT NULL,
    reason  TEXT      NOT NULL  -- FORBIDDEN, UNREACHABLE ...
    /*postgresql , PRIMARY KEY (cluster, part) */
);
