package io.podtide.cli.sets;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.SchedulerMessage;
import io.podtide.detect.cause.Stage;
import io.podtide.rules.Causes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Messages that people quoted in issues, with the class somebody gave them. */
class IssueMessagesTest {

    private static final Pattern REASON = Pattern.compile("(?:.*reason=)?(\\w+).*");

    /** What the beginning of a class means; none where it is benign, or where a state and no text tells the cause. */
    private static final Map<String, Set<String>> MEANING = Map.ofEntries(
            Map.entry("sandbox/ENOSPC", Set.of("NODE_LIMIT_REACHED")),
            Map.entry("sandbox/timeout", Set.of("RUNTIME_UNRESPONSIVE")),
            Map.entry("sandbox/name", Set.of("CONTAINER_NAME_CONFLICT")),
            Map.entry("CreateContainerError/name", Set.of("CONTAINER_NAME_CONFLICT")),
            Map.entry("CNI/", Set.of("NETWORK_SETUP_FAILED")),
            Map.entry("runtime/shim closed", Set.of("RUNTIME_UNRESPONSIVE")),
            Map.entry("sandbox churn", Set.of()),
            Map.entry("image pull/ENOSPC", Set.of("NODE_DISK_FULL")),
            Map.entry("kubelet dir/ENOSPC", Set.of("NODE_DISK_FULL")),
            Map.entry("postStart hook", Set.of("POST_START_HOOK_FAILED")),
            Map.entry("hook failure with exitCode 0", Set.of("POST_START_HOOK_FAILED")),
            Map.entry("preStop hook killed by its own shutdown", Set.of()),
            Map.entry("preStop hook binary missing", Set.of("PRE_STOP_HOOK_FAILED")),
            Map.entry("kill failed: runtime socket down", Set.of("RUNTIME_UNRESPONSIVE")),
            Map.entry("kill failed: sandbox timeout", Set.of("KILL_FAILED")),
            Map.entry("kill slow", Set.of("KILL_FAILED")),
            Map.entry("probe error on an already exited", Set.of("READINESS_PROBE_FAILED")),
            Map.entry("eviction: node disk", Set.of("NODE_DISK_PRESSURE")),
            Map.entry("eviction: node memory", Set.of("NODE_MEMORY_PRESSURE")),
            Map.entry("eviction: memory", Set.of("NODE_MEMORY_PRESSURE")),
            Map.entry("eviction at admission: disk", Set.of("NODE_DISK_PRESSURE")),
            Map.entry("kubelet admission rejection", Set.of("KUBELET_REJECTED")),
            Map.entry("NodeLost", Set.of("NODE_UNREACHABLE")),
            Map.entry("state lost", Set.of()),
            Map.entry("unschedulable", Set.of("NODE_MEMORY_PRESSURE")));

    @TestFactory
    Stream<DynamicTest> each_is_read_as_its_class_means() throws IOException {
        return SnapshotSets.rows("issue-messages/messages.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0] + ": " + row[3], () -> {
                    var found = read(reason(row[0]), unquoted(row[2]), stage(row[0]));
                    var meaning = meaning(unquoted(row[3]));
                    assertThat(found).isEqualTo(List.copyOf(meaning));
                }));
    }

    private static List<String> read(String reason, String message, Stage stage) {
        var text = stage == Stage.SCHEDULING
                ? SchedulerMessage.parse(message).clauses().get(0).text()
                : message;
        return Causes.builtIn().match(stage, reason, text).stream()
                .map(match -> match.cause().id())
                .toList();
    }

    private static Set<String> meaning(String description) {
        return MEANING.entrySet().stream()
                .filter(e -> description.startsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a class that is not known: " + description));
    }

    private static String reason(String field) {
        if (field.contains("CreatePodSandboxError")) {
            return "FailedCreatePodSandBox";
        }
        if (field.contains("CreateContainer") || field.startsWith("PodScheduled")) {
            return "Failed";
        }
        if (field.equals("failedSync")) {
            return "FailedSync"; // of Kubernetes before 1.0
        }
        var reason = REASON.matcher(field.replace("state.waiting=", "").replace("lastState.terminated (", ""));
        return reason.matches() ? reason.group(1) : field;
    }

    /** Where a text of that reason is looked up. */
    private static Stage stage(String field) {
        return switch (reason(field)) {
            case "Evicted", "UnexpectedAdmissionError", "OutOfmemory", "NodeAffinity" -> Stage.MEMORY;
            case "FailedKillPod", "FailedPreStopHook", "ExceededGracePeriod", "NodeLost" -> Stage.TERMINATION;
            case "FailedPostStartHook", "PostStartHookError", "Unhealthy", "ContainerStatusUnknown" -> Stage.RUNNING;
            default -> field.startsWith("PodScheduled") ? Stage.SCHEDULING : Stage.SETUP;
        };
    }

    private static String unquoted(String cell) {
        return cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }
}
