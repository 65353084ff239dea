package io.podtide.detect.scenario;

import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Observations that fit the types and nothing else: times from nowhere, counts that jump about, states that cannot follow. */
public final class Nonsense {

    private static final List<String> REASONS = List.of(
            "",
            "Error",
            "OOMKilled",
            "Completed",
            "StartError",
            "Unknown",
            "CrashLoopBackOff",
            "ErrImagePull",
            "CreateContainerConfigError",
            "ContainerCreating",
            "Unschedulable",
            "SchedulingGated",
            "Evicted",
            "FailedMount",
            "Unhealthy",
            "TriggeredScaleUp",
            "DeletionByTaintManager");
    private static final List<String> MESSAGES = List.of(
            "",
            "back-off 5m0s restarting failed container=app",
            "back-off 9999m9999s restarting failed",
            "back-off restarting",
            "0/3 nodes are available: 1 Insufficient cpu, {, }, 99999999999 x.",
            "container init was OOM-killed (memory limit too low?)",
            "Liveness probe failed: \u0000\n{namespace}$1\\",
            "rpc error: code = NotFound");
    private static final List<String> CONDITIONS =
            List.of("Ready", "PodScheduled", "Initialized", "DisruptionTarget", "PodReadyToStartContainers");

    private final Random random;
    private Instant now = Times.START;

    public Nonsense(long seed) {
        this.random = new Random(seed);
    }

    /** The next one; the observer's own clock never goes back by more than seconds. */
    public Observation next() {
        now = now.plusMillis(random.nextInt(20_000) - 1_000L);
        int what = random.nextInt(20);
        if (what == 0) {
            return new ClusterClock("prod", now, one(Mark.values()), random.nextInt(5) == 0 ? null : time());
        }
        var pod = pod();
        return what < 4 ? event().of(pod, now) : pod.status(random.nextInt(400_000) - 1L, now, delivery());
    }

    private Delivery delivery() {
        return random.nextInt(50) == 0 ? Delivery.DELETED : random.nextInt(3) == 0 ? Delivery.LISTED : Delivery.CHANGED;
    }

    private AnEvent event() {
        return anEvent(one(REASONS), one(MESSAGES)).times(random.nextInt(4)).about(random.nextBoolean() ? "app" : "");
    }

    private APod pod() {
        // a new generation of pods now and then, since one that is gone stays gone
        var generation = now.getEpochSecond() / 3_600 % 1_000;
        int owner = random.nextInt(3);
        var pod = aPod("web" + owner + "-" + (generation * 10 + random.nextInt(6)))
                .of(List.of("Deployment", "Job", "Pod").get(owner), "web" + owner)
                .policy(one(RestartPolicy.values()))
                .on(random.nextInt(4) == 0 ? null : "node-" + random.nextInt(3))
                .gated(random.nextInt(30) == 0)
                .createdAt(time())
                .deletedAt(random.nextInt(6) == 0 ? time() : null)
                .heldBy(random.nextInt(9) == 0 ? new String[] {"example.com/hold"} : new String[0])
                .phase(one(Phase.values()), random.nextInt(9) == 0 ? one(REASONS) : "");
        for (int i = random.nextInt(4); i > 0; i--) {
            var status = one(List.of("True", "False", "Unknown", "nonsense"));
            pod = pod.condition(one(CONDITIONS), status, one(REASONS), one(MESSAGES), time());
        }
        var containers = new AContainer[random.nextInt(4)];
        for (int i = 0; i < containers.length; i++) {
            containers[i] = container();
        }
        return pod.with(containers);
    }

    private AContainer container() {
        var container = aContainer(one(List.of("app", "proxy", "")))
                .as(one(Role.values()))
                .restarts(random.nextInt(40) == 0 ? Integer.MAX_VALUE : random.nextInt(6))
                .now(state(), random.nextBoolean())
                .after(random.nextBoolean() ? terminated() : null);
        return random.nextBoolean() ? container.limitedTo(random.nextLong()) : container;
    }

    private ContainerState state() {
        return switch (random.nextInt(3)) {
            case 0 -> new Waiting(one(REASONS), one(MESSAGES));
            case 1 -> new Running(time());
            default -> terminated();
        };
    }

    private Terminated terminated() {
        int exitCode = random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(260);
        return new Terminated(one(REASONS), one(MESSAGES), exitCode, random.nextInt(70) - 5, time(), time());
    }

    /** Mostly of lately; else of 1970, of years ago or ahead, or missing. */
    private @Nullable Instant time() {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> Instant.EPOCH;
            case 2 -> Instant.parse("0001-01-01T00:00:00Z");
            case 3 -> Instant.parse("9999-12-31T23:59:59Z");
            case 4 -> now.minusSeconds(random.nextInt(100_000_000));
            case 5 -> now.plusSeconds(random.nextInt(100_000_000));
            default -> now.minusSeconds(random.nextInt(1_200)).plusSeconds(20);
        };
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
