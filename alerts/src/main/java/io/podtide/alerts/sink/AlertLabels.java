package io.podtide.alerts.sink;

import io.podtide.alerts.message.Clean;
import io.podtide.alerts.message.Message;
import io.podtide.detect.incident.Incident;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an alert is for Alertmanager: its labels. */
final class AlertLabels {

    /** Names of Kubernetes have 253 at most. */
    private static final int LONGEST_LABEL = 256;

    private AlertLabels() {}

    static Map<String, String> of(Message message) {
        var one = message.incidents().get(0);
        var all = new HashMap<String, String>();
        all.put("alertname", "Podtide" + camel(one.kind().name()));
        all.put("incident", one.id());
        all.put("kind", one.kind().name());
        all.put("cause", message.content().cause());
        all.put("severity", message.severity().name().toLowerCase(Locale.ROOT));
        all.put("scope", one.scope().name());
        all.put("cluster", one.cluster());
        put(all, "namespace", one.namespace());
        put(all, "workload_kind", one.workloadKind());
        put(all, "workload", one.workload());
        if (one.scope() == Incident.Scope.NODE) { // elsewhere it moves with the pod, and the alert would be another
            put(all, "node", one.node());
        }
        all.put("team", message.team());
        // In one order: where two names become one, the same of them stays after a restart.
        new TreeMap<>(one.labels())
                .forEach((key, value) -> all.put("label_" + key.replaceAll("[^a-zA-Z0-9_]", "_"), value));
        all.replaceAll((key, value) -> Clean.line(value, LONGEST_LABEL));
        all.values().removeIf(String::isEmpty); // Alertmanager takes an empty label for none
        return all;
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(key, value);
        }
    }

    /** {@code RESTART_LOOP}: {@code RestartLoop}. */
    private static String camel(String constant) {
        var text = new StringBuilder();
        for (var word : constant.split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
