package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Stage;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInCausesTest {

    /** Those that the design names; the catalogue may know more. */
    private static final String PROMISED = """
            INSUFFICIENT_RESOURCES QUOTA_EXCEEDED NODE_SELECTOR_MISMATCH NODE_AFFINITY_MISMATCH POD_AFFINITY_MISMATCH
            POD_ANTI_AFFINITY_MISMATCH TOPOLOGY_SPREAD_MISMATCH UNTOLERATED_TAINT NODE_UNSCHEDULABLE NO_NODES HOST_PORT_CONFLICT
            VOLUME_UNBOUND VOLUME_NODE_CONFLICT SCHEDULER_DOWN KUBELET_REJECTED
            IMAGE_NOT_FOUND IMAGE_NAME_INVALID IMAGE_PULL_AUTH REGISTRY_UNREACHABLE IMAGE_PULL_TIMEOUT IMAGE_PULL_THROTTLED
            IMAGE_CORRUPT IMAGE_PLATFORM_MISMATCH IMAGE_NEVER_PULL
            CONFIGMAP_MISSING SECRET_MISSING CONFIG_KEY_MISSING VOLUME_CLAIM_MISSING VOLUME_MOUNT_FAILED VOLUME_ATTACH_FAILED
            SUBPATH_MOUNT_FAILED SERVICE_ACCOUNT_MISSING SECURITY_POLICY FORBIDDEN LIMIT_RANGE COMMAND_NOT_FOUND
            COMMAND_NOT_EXECUTABLE CONTAINER_NAME_CONFLICT NODE_DISK_FULL NODE_DISK_ERROR NODE_MEMORY_FRAGMENTED
            MEMORY_LIMIT_TOO_SMALL NETWORK_SETUP_FAILED RUNTIME_UNRESPONSIVE
            INIT_CONTAINER_FAILED POST_START_HOOK_FAILED PRE_STOP_HOOK_FAILED LIVENESS_PROBE_FAILED READINESS_PROBE_FAILED
            STARTUP_PROBE_FAILED APPLICATION_ERROR EXITED_NORMALLY KILLED_BY_SIGNAL SIGKILL_UNEXPLAINED NODE_REBOOTED
            MEMORY_LIMIT_EXCEEDED MEMORY_LEAK_SUSPECTED NODE_OUT_OF_MEMORY NODE_MEMORY_PRESSURE NODE_DISK_PRESSURE
            NODE_PID_PRESSURE EPHEMERAL_STORAGE_EXCEEDED PREEMPTED TAINT_EVICTION DEADLINE_EXCEEDED
            NODE_UNREACHABLE KUBELET_STOPPED FINALIZER_PENDING SIGTERM_IGNORED KILL_FAILED FILE_IMMUTABLE MOUNT_BUSY
            VOLUME_UNMOUNT_FAILED
            UNKNOWN_CAUSE
            """;

    @Test
    void every_example_is_read_as_its_own_entry() {
        assertThat(CatalogueReader.read(Causes.text(), CauseCatalogue.EMPTY).problems())
                .map(Problem::toString)
                .isEmpty();
    }

    @Test
    void every_cause_the_design_names_is_there() {
        var ids = Causes.builtIn().causes().stream().map(c -> c.id()).toList();
        assertThat(ids).contains(PROMISED.strip().split("\\s+"));
    }

    @Test
    void details_have_the_names_that_incidents_use() {
        var names = new TreeSet<String>();
        Causes.builtIn().causes().stream()
                .flatMap(c -> c.signs().stream())
                .flatMap(s -> Pattern.compile("\\(\\?<([a-zA-Z]\\w*)>")
                        .matcher(s.message().pattern())
                        .results())
                .forEach(m -> names.add(m.group(1)));
        assertThat(names)
                .containsExactly(
                        "account",
                        "claim",
                        "class",
                        "command",
                        "configmap",
                        "container",
                        "exitCode",
                        "finalizer",
                        "image",
                        "key",
                        "least",
                        "limit",
                        "node",
                        "path",
                        "platform",
                        "plugin",
                        "policy",
                        "quota",
                        "registry",
                        "requested",
                        "resource",
                        "secret",
                        "taint",
                        "used",
                        "user",
                        "volume",
                        "webhook");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IMAGE      | BackOff          | Back-off pulling image \"busybox:1.36\"",
                "IMAGE      | ImagePullBackOff | Back-off pulling image \"gcr.io/heptio-images/ks-guestbook-demo:0.3\"",
                "IMAGE      | Failed           | Error: ErrImagePull",
                "IMAGE      | Failed           | Error: ImagePullBackOff",
                "SETUP      | FailedMount      | MountVolume.SetUp failed for volume \"kube-api-access-6fpqb\" : object \"default\"/\"kube-root-ca.crt\" not registered",
                "SETUP      | FailedMount      | MountVolume.SetUp failed for volume \"kube-api-access-bb6wg\" : failed to sync configmap cache: timed out waiting for the condition",
                "SETUP      | FailedMount      | MountVolume.SetUp failed for volume \"cert\" : failed to sync secret cache: timed out waiting for the condition",
                "SETUP      | Failed           | Error: services have not yet been read at least once, cannot construct envvars",
                "SETUP      | FailedMount      | MountVolume.SetUp failed for volume \"kube-api-access-x\" : failed to fetch token: pods \"web-0\" not found",
                "SETUP      | FailedMount      | MountVolume.SetUp failed for volume \"cfg\" : object \"shop\"/\"cfg\" not registered",
                "SETUP      | SandboxChanged   | Pod sandbox changed, it will be killed and re-created.",
                "SCHEDULING | FailedScheduling | skip schedule deleting pod: kube-system/metrics-server-655ddbc78f-r7ws5",
                "SCHEDULING | SchedulingGated  | Scheduling is blocked due to non-empty scheduling gates",
                "SCHEDULING | FailedScheduling | Preemption is not helpful for scheduling",
                "SCHEDULING | FailedScheduling | No preemption victims found for incoming pod",
                "SCHEDULING | FailedScheduling | no new claims to deallocate",
                "SCHEDULING | FailedScheduling | not eligible due to a terminating pod on the nominated node.",
                "RUNNING    | Killing          | Stopping container app",
                "RUNNING    | Killing          | Killing container with id docker://app:Need to kill Pod",
                "RUNNING    | BackOff          | Back-off restarting failed container app in pod web-69bcc4c4f8-kw27p_shop(caac2c15)",
                "RUNNING    | CrashLoopBackOff | back-off 10s restarting failed container=app pod=hook_f01(7238ef9b)",
                "RUNNING    | Error            | exec: \"psql\": executable file not found in $PATH",
                "RUNNING    | Error            | write /data/x: no space left on device",
                "RUNNING    | Completed        | Installing helm chart",
                "RUNNING    | Error            | Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
                "RUNNING    | Error            | failed to connect: dial unix /run/containerd/containerd.sock: connect: no such file or directory",
                "RUNNING    | Error            | skipping node-1: taint {node.kubernetes.io/not-ready}",
                "RUNNING    | Error            | FATAL: the node is shutting down, cannot accept work",
                "RUNNING    | Error            | Multus: failed to find plugin \"ovn-k8s-cni-overlay\" in path [/opt/cni/bin]",
                "RUNNING    | Error            | Pod was active on the node longer than the specified deadline",
                "RUNNING    | Error            | PodGC is force deleting Pod a/b: node no longer exists",
                "RUNNING    | ContainerStatusUnknown | The container could not be located when the pod was terminated",
                "MEMORY     | TaintManagerEviction   | Cancelling deletion of Pod default/ubuntu-wget-5dc98c99fb-gxfs9",
                "MEMORY     | EvictionByEvictionAPI  | Eviction API: evicting",
                "TERMINATION| FailedPreStopHook      | Exec lifecycle hook ([bash -c nginx -s quit; sleep 29]) for Container \"nginx\" failed - error: command exited with 137: , message: \"\"",
            })
    void what_says_nothing_is_a_sign_of_nothing(Stage stage, String reason, String message) {
        assertThat(Causes.builtIn().match(stage, reason, message)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "READINESS_PROBE_FAILED | Readiness probe failed: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.",
                "READINESS_PROBE_FAILED | Readiness probe failed: {\"status\":\"red\",\"reason\":\"node is shutting down\"}",
                "LIVENESS_PROBE_FAILED  | Liveness probe failed: Startup probe failed: taint node.kubernetes.io/not-ready",
                "RUNTIME_UNRESPONSIVE   | Readiness probe errored: rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused\"",
            })
    void of_a_probe_the_output_is_not_taken_for_words_of_the_runtime(String cause, String message) {
        assertThat(Causes.builtIn().match(Stage.RUNNING, "Unhealthy", message))
                .map(m -> m.cause().id())
                .contains(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IMAGE       | ErrImagePull  | IMAGE_NOT_FOUND | failed to resolve reference \"docker.io/acme/aws-credentials-helper:9\": docker.io/acme/aws-credentials-helper:9: not found",
                "IMAGE       | ErrImagePull  | IMAGE_NOT_FOUND | failed to resolve reference \"docker.io/acme/credentials:9\": docker.io/acme/credentials:9: not found",
                "IMAGE       | ErrImagePull  | IMAGE_NOT_FOUND | failed to resolve reference \"reg/unauthorized:9\": reg/unauthorized:9: not found",
                "IMAGE       | ErrImagePull  | IMAGE_PULL_AUTH | failed to resolve reference \"reg/app:9\": unauthorized: incorrect username or password",
                "IMAGE       | ErrImagePull  | IMAGE_PULL_AUTH | Error response from daemon: {\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"\"}]}",
                "IMAGE       | ErrImagePull  | IMAGE_PULL_AUTH | error getting credentials - err: exit status 1",
                "TERMINATION | FailedKillPod | KILL_FAILED     | error killing pod: failed to \"KillContainer\" for \"cni-agent\" with KillContainerError: \"rpc error: code = Unknown desc = no reply\"",
            })
    void a_word_in_a_name_is_a_sign_of_nothing(Stage stage, String reason, String cause, String message) {
        assertThat(Causes.builtIn().match(stage, reason, message))
                .map(m -> m.cause().id())
                .contains(cause);
    }

    /** The longest message of an Event, made to mislead. Some tenths of a second is what all of it takes. */
    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\\", "\"", "/a: ", "node(s) had taint {", "no such host ", "https://a/ "})
    void no_text_takes_long(String piece) {
        var text = piece.repeat(4096 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (var stage : Stage.values()) {
                for (var reason :
                        List.of("Failed", "FailedMount", "StartError", "FailedKillPod", "FailedPreStopHook")) {
                    Causes.builtIn().match(stage, reason, text);
                }
            }
        });
    }

    /** A repository with its issue or file, or a recording; what only the wording of a version vouches for is not seen yet. */
    @Test
    void an_entry_with_signs_has_a_message_that_was_seen_somewhere() {
        var seen = Pattern.compile("\\w/\\w|recorded in \\w");
        var unseen = new TreeSet<String>();
        var entry = "";
        var signs = false;
        var found = false;
        for (var line : (Causes.text() + "\n  - id: END").lines().toList()) {
            if (line.startsWith("  - id: ")) {
                if (signs && !found) {
                    unseen.add(entry);
                }
                entry = line.substring("  - id: ".length());
                signs = false;
                found = false;
            }
            signs |= line.equals("    signs:");
            found |= line.contains(" from: ")
                    && seen.matcher(line.substring(line.lastIndexOf(" from: "))).find();
        }
        assertThat(unseen).isEmpty();
    }

    @Test
    void an_entry_says_what_to_do_with_commands() {
        var speechless = Causes.builtIn().causes().stream()
                .filter(c -> !c.remedy().contains("kubectl ") || c.source().isEmpty())
                .map(c -> c.id());
        assertThat(speechless).isEmpty();
    }
}
