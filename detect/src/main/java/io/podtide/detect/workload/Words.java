package io.podtide.detect.workload;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an incident says to people. */
final class Words {

    private static final int DETAIL_LIMIT = 160;
    private static final String AT_ONCE = Durations.text(Duration.ZERO);

    private Words() {}

    /** One sentence: who, what happens, why. */
    static String summary(Incident incident, String explanation) {
        var text = new StringBuilder(
                incident.workload() == null
                        ? "Node " + incident.node()
                        : incident.workloadKind() + " " + incident.namespace() + "/" + incident.workload());
        text.append(' ').append(incident.state() == State.RESOLVED ? was(incident) : is(incident));
        var why = why(incident, explanation);
        return (why.isEmpty() ? text : text.append(": ").append(why)).toString();
    }

    private static String is(Incident incident) {
        return switch (incident.kind()) {
            case RESTART_LOOP ->
                "restarts again and again (" + times(incident, "restart") + inContainer(incident) + ")";
            case OOM -> "runs out of memory (" + times(incident, "OOM kill") + inContainer(incident) + ")";
            case PENDING -> pods(incident) + " not start" + inContainer(incident);
            case TERMINATING -> pods(incident) + " not go away";
            case CREATE_BLOCKED -> "gets no pods: its controller cannot create them";
            case NOT_READY -> pods(incident) + " not become ready" + inContainer(incident);
            case EVICTED -> evicted(incident) + " evicted by the kubelet";
            case NODE_LOST -> lost(incident) + (incident.podCount() == 0 ? "" : ", with " + podsOf(incident));
            case POD_FAILED -> incident.podCount() == 0 ? "has failed for good" : failed(incident);
            default -> incident.kind().name();
        };
    }

    /** A kubelet that says why its node is not ready is heard of. */
    private static String lost(Incident incident) {
        return switch (incident.cause()) {
            case "KUBELET_STOPPED", "NODE_UNREACHABLE", Diagnosis.UNKNOWN_CAUSE -> "is not heard of";
            default -> "is not ready";
        };
    }

    private static String was(Incident incident) {
        var resolvedAt = incident.resolvedAt() == null ? incident.updatedAt() : incident.resolvedAt();
        var how = switch (incident.resolution() == null ? Incident.Resolution.RECOVERED : incident.resolution()) {
            case RECOVERED -> incident.kind() == Incident.Kind.TERMINATING ? gone(incident) : "is well again";
            case DELETED -> "is gone";
            case REPLACED -> replaced(incident);
        };
        return how + " after " + spoken(incident.startedAt(), resolvedAt) + " of " + incident.kind();
    }

    /** To be gone is what its pods were to be. */
    private static String gone(Incident incident) {
        return "Pod".equals(incident.workloadKind()) ? "is gone" : "has no stuck pod left";
    }

    /** Nobody knows yet how those will do. */
    private static String replaced(Incident incident) {
        return "Pod".equals(incident.workloadKind()) ? "has been replaced" : "has had its failing pods replaced";
    }

    private static String times(Incident incident, String what) {
        boolean one = incident.occurrences() == 1;
        var within = spoken(incident.startedAt(), incident.updatedAt());
        var time = one || within.equals(AT_ONCE) ? "" : " in " + within;
        var count = incident.occurrences() + " " + what + (one ? "" : "s") + time;
        return incident.podCount() > 1 ? count + " over " + incident.podCount() + " pods" : count;
    }

    private static String pods(Incident incident) {
        if ("Pod".equals(incident.workloadKind())) {
            return "does";
        }
        return incident.podCount() == 1 ? "has a pod that does" : "has " + incident.podCount() + " pods that do";
    }

    private static String evicted(Incident incident) {
        if ("Pod".equals(incident.workloadKind())) {
            return "was";
        }
        return "has " + podsOf(incident) + " that " + (incident.podCount() == 1 ? "was" : "were");
    }

    private static String failed(Incident incident) {
        boolean pod = "Pod".equals(incident.workloadKind());
        return pod ? "has failed and is not tried again" : "has " + podsOf(incident) + " that failed";
    }

    private static String podsOf(Incident incident) {
        return incident.podCount() + (incident.podCount() == 1 ? " pod" : " pods");
    }

    private static String inContainer(Incident incident) {
        return incident.container() == null ? "" : ", container " + incident.container();
    }

    private static String why(Incident incident, String explanation) {
        var detail = detail(incident.causeDetail());
        var words = explanation.isEmpty() ? "the cause is not known" : uncapitalised(explanation);
        words = words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
        return detail.isEmpty() ? words : words + " (" + detail + ")";
    }

    private static String detail(Map<String, String> detail) {
        var all = detail.entrySet().stream()
                .filter(e -> !e.getKey().equals("nodes"))
                .map(e -> e.getKey().equals("against") ? e.getValue() : e.getKey() + " " + e.getValue())
                .toList();
        var joined = String.join(", ", all).replaceAll("\\s+", " ");
        return joined.length() <= DETAIL_LIMIT ? joined : joined.substring(0, DETAIL_LIMIT) + "...";
    }

    private static String uncapitalised(String sentence) {
        boolean acronym = sentence.length() > 1 && Character.isUpperCase(sentence.charAt(1));
        return sentence.isEmpty() || acronym
                ? sentence
                : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String spoken(Instant from, Instant to) {
        var time = Duration.between(from, to).truncatedTo(ChronoUnit.SECONDS);
        return Durations.text(time.isNegative() ? Duration.ZERO : time);
    }

    /** Puts names into a remedy's commands. */
    static String fillIn(String remedy, Incident incident) {
        var pod = incident.pods().isEmpty() ? "POD" : incident.pods().get(0).name();
        return applicable(remedy, incident)
                .replace("{namespace}", or(incident.namespace(), "NAMESPACE"))
                .replace("{pod}", pod)
                .replace("{cluster}", incident.cluster())
                .replace("{container}", or(incident.container(), "CONTAINER"))
                .replace("{workload}", or(incident.workload(), "WORKLOAD"))
                .replace("{kind}", or(incident.workloadKind(), "deployment").toLowerCase(Locale.ROOT))
                .replace("{node}", or(node(incident), "NODE"))
                .replace("{image}", incident.causeDetail().getOrDefault("image", "IMAGE"))
                .strip();
    }

    /** Only these have a history to go back to. */
    private static String applicable(String remedy, Incident incident) {
        boolean history = Set.of("Deployment", "StatefulSet", "DaemonSet").contains(or(incident.workloadKind(), "Pod"));
        return history
                ? remedy
                : remedy.lines()
                        .filter(line -> !line.contains("kubectl") || !line.contains(" rollout "))
                        .collect(Collectors.joining("\n"));
    }

    private static @Nullable String node(Incident incident) {
        return incident.node() != null || incident.pods().isEmpty()
                ? incident.node()
                : incident.pods().get(0).node();
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
