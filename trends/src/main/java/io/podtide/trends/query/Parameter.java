package io.podtide.trends.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** All that a question can be asked with; every question takes some of them, and each means the same everywhere. */
public enum Parameter {
    SINCE("How far back from now: 24h, 30d.", false),
    FROM("Beginning of the time asked for, RFC 3339, or a duration before now.", false),
    TO("End of it; now by default.", false),
    CLUSTER("Name of the cluster; * and ? stand for any characters, ! in front for all others.", true),
    NAMESPACE("Namespace, in the same way.", true),
    WORKLOAD("Name of the workload, or Kind/name.", true),
    KIND("Kind of incident.", true),
    CAUSE("Id of the cause.", true),
    IMAGE("Image of the container.", true),
    NODE("Name of the node.", true),
    LABEL("NAME=VALUE of a routing label.", true),
    GROUP("What to have rows for: cluster, namespace, workload, kind, cause, image, node, label:NAME.", true),
    BY("What is counted: incidents, minutes, restarts, oom-kills, evictions, occurrences.", false),
    EVERY("Steps of time: minute (of 24 hours at most), hour, day, week; UTC.", false),
    STATE("State of the incident: open, resolved, unknown.", true),
    SEVERITY("Severity of the incident: info, warning, critical.", true),
    TEXT("Part of the name of a cluster, namespace, workload, node or container, of an image or a cause.", false),
    PARENT("Id of the incident that they are part of.", false),
    AT("The moment to compare at, RFC 3339, or a duration before now.", false),
    WITHIN("How long before and after; how soon again.", false),
    LIMIT("How many rows, at most 1000.", false),
    AFTER("What 'next' of the answer before said: the rows after those.", false);

    private final String description;
    private final boolean repeated;

    Parameter(String description, boolean repeated) {
        this.description = description;
        this.repeated = repeated;
    }

    public String description() {
        return description;
    }

    /** Several values may be given; any of them will do. */
    public boolean repeated() {
        return repeated;
    }

    static Optional<Parameter> of(String name) {
        return Arrays.stream(values()).filter(p -> p.toString().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
