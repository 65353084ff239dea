package io.podtide.alerts.config;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.KindName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Picks incidents. All fields must fit, of the globs of one field any.
 *
 * @param labels each must be there and fit
 */
public record IncidentMatch(Map<Field, List<Glob>> fields, Map<String, Glob> labels) {

    /** Picks everything. */
    public static final IncidentMatch ALL = new IncidentMatch(Map.of(), Map.of());

    public IncidentMatch {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** What can be asked for. */
    public enum Field {
        KIND,
        CAUSE,
        SEVERITY,
        SCOPE,
        CLUSTER,
        NAMESPACE,
        WORKLOAD,
        NODE,
        TEAM;

        public String key() {
            return lower(this);
        }

        public static Optional<Field> of(String key) {
            return Arrays.stream(values()).filter(f -> f.key().equals(key)).findFirst();
        }
    }

    public boolean matches(Incident incident, Severity severity, String team) {
        return mismatch(incident, severity, team) == null;
    }

    /** The first thing that does not fit, for people; null where all does. */
    @Nullable
    String mismatch(Incident incident, Severity severity, String team) {
        for (var wanted : fields.entrySet()) {
            var value = value(wanted.getKey(), incident, severity, team);
            if (wanted.getValue().stream().noneMatch(glob -> glob.matches(value))) {
                return wanted.getKey().key() + " is " + (value.isEmpty() ? "none" : value);
            }
        }
        for (var label : labels.entrySet()) {
            var value = incident.labels().get(label.getKey());
            if (value == null || !label.getValue().matches(value)) {
                return "label " + label.getKey() + " is " + (value == null ? "none" : value);
            }
        }
        return null;
    }

    private static String value(Field field, Incident incident, Severity severity, String team) {
        return switch (field) {
            case KIND -> KindName.of(incident.kind());
            case CAUSE -> incident.cause();
            case SEVERITY -> lower(severity);
            case SCOPE -> lower(incident.scope());
            case CLUSTER -> incident.cluster();
            case NAMESPACE -> text(incident.namespace());
            case WORKLOAD -> text(incident.workload());
            case NODE -> text(incident.node());
            case TEAM -> team;
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
