package io.podtide.trends.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What incidents and occurrences can be filtered and grouped by; besides these, labels. */
public enum Dimension {
    CLUSTER("cluster"),
    NAMESPACE("namespace"),
    /** Its kind and its name; in a filter the name, or {@code Deployment/cart}. */
    WORKLOAD("workload_kind", "workload"),
    KIND("kind"),
    CAUSE("cause"),
    IMAGE("image"),
    NODE("node");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> columns;

    Dimension(String... columns) {
        this.columns = List.of(columns);
    }

    /** Of the tables; the same in all that have it. */
    List<String> columns() {
        return columns;
    }

    /** As parameters and answers have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dimension> of(String name) {
        return Arrays.stream(values()).filter(d -> d.toString().equals(name)).findFirst();
    }
}
