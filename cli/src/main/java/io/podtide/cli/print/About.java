package io.podtide.cli.print;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import org.jspecify.annotations.Nullable;

/** What an incident is about, in few words. */
final class About {

    private static final int SHORT_ID = 8;

    private About() {}

    /** On one line, with its cluster. */
    static String subject(Incident incident) {
        var who = switch (incident.scope()) {
            case WORKLOAD -> incident.display();
            case NODE -> incident.cluster() + "/Node/" + incident.node();
            case CLUSTER -> "cluster " + incident.cluster();
            case FLEET -> "fleet";
        };
        return PlainText.oneLine(who);
    }

    /** Without its cluster; null where it is the cluster itself. */
    static @Nullable String workload(Incident incident) {
        var many = many(incident);
        return switch (incident.scope()) {
            case WORKLOAD -> incident.workloadKind() + "/" + incident.workload();
            case NODE -> "Node/" + incident.node() + (many == null ? "" : " (" + many + ")");
            case CLUSTER -> many;
            case FLEET -> incident.kind() == Kind.CLUSTER_SILENT ? null : many;
        };
    }

    /** Its cluster, or how many. */
    static @Nullable String cluster(Incident incident) {
        var clusters = incident.causeDetail().get("clusters");
        return incident.cluster().isEmpty() && clusters != null ? clusters + " clusters" : incident.cluster();
    }

    /** The beginning of an id is enough to find it. */
    static String shortId(String id) {
        return PlainText.oneLine(id.substring(0, Math.min(SHORT_ID, id.length())));
    }

    private static @Nullable String many(Incident incident) {
        var workloads = incident.causeDetail().get("workloads");
        return workloads == null ? null : workloads + (incident.kind() == Kind.NODE_LOST ? " nodes" : " workloads");
    }
}
