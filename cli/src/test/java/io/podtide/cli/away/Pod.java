package io.podtide.cli.away;

import java.time.Instant;

/**
 * A pod of a Deployment with one container, which runs.
 *
 * @param reason how the container ended last; empty where it never did
 */
record Pod(String name, int restarts, String reason, int exitCode, Instant made, long version) {

    Pod(String name, int restarts, String reason, int exitCode, Instant made) {
        this(name, restarts, reason, exitCode, made, 0);
    }

    Pod at(long itsVersion) {
        return new Pod(name, restarts, reason, exitCode, made, itsVersion);
    }

    String uid() {
        return "uid-" + name;
    }

    String json(long shownVersion) {
        var last = reason.isEmpty()
                ? ""
                : "\"lastState\":{\"terminated\":{\"reason\":\"%s\",\"exitCode\":%d,\"startedAt\":\"%s\",\"finishedAt\":\"%s\"}},"
                        .formatted(reason, exitCode, made, made);
        return """
                {"kind":"Pod","metadata":{"name":"%s","namespace":"shop","uid":"%s","resourceVersion":"%d",\
                "creationTimestamp":"%s","labels":{"pod-template-hash":"7d9c"},\
                "ownerReferences":[{"kind":"ReplicaSet","name":"%s-7d9c","controller":true}]},\
                "spec":{"nodeName":"node-1","containers":[{"name":"app","image":"app:1"}]},\
                "status":{"phase":"Running","containerStatuses":[{"name":"app","image":"app:1","restartCount":%d,%s\
                "ready":true,"state":{"running":{"startedAt":"%s"}}}]}}""".formatted(name, uid(), shownVersion, made, name, restarts, last, made);
    }
}
