package io.podtide.ingest.fleet;

import io.podtide.ingest.watch.ClusterAccess;

/**
 * A cluster that is to be watched. Two that are equal need no new connection: tokens and certificates are no part of it.
 *
 * @param name unique in the fleet
 * @param server its API server
 * @param source where it is written, for people: {@code context prod of /etc/kubeconfig}
 */
public record Member(String name, ClusterAccess access, String server, String source) {

    Member named(String other) {
        var named = new ClusterAccess(access.kubeconfig(), access.context(), other, access.serviceAccount());
        return new Member(other, named, server, source);
    }
}
