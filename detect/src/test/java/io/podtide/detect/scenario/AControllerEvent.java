package io.podtide.detect.scenario;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.detect.observation.Workload;
import java.time.Instant;

/** Events about what makes pods: about a ReplicaSet or Job of a workload of namespace {@code shop}. */
public final class AControllerEvent {

    private AControllerEvent() {}

    /** A ReplicaSet of Deployment {@code web} cannot create a pod; each message names another, so each Event is another. */
    public static KubeEvent failedCreate(int n, Instant at) {
        return failedCreate("Error creating: pods \"web-5f-" + n + "\" is forbidden: exceeded quota: q", n, at);
    }

    public static KubeEvent failedCreate(String message, int n, Instant at) {
        return event("ReplicaSet", "web-5f", deployment(), true, "FailedCreate", message, "failed-" + n, at);
    }

    public static KubeEvent created(String replicaSet, Instant at) {
        var message = "Created pod: " + replicaSet + "-x";
        return event("ReplicaSet", replicaSet, deployment(), false, "SuccessfulCreate", message, "made-" + at, at);
    }

    /** Deployment {@code web} says so of one of its ReplicaSets. */
    public static KubeEvent scaledDown(String replicaSet, String to, Instant at) {
        var message = "Scaled down replica set " + replicaSet + to;
        return event("Deployment", "web", deployment(), false, "ScalingReplicaSet", message, "scaled-" + at, at);
    }

    public static KubeEvent ofJob(String job, Workload workload, boolean warning, String reason, Instant at) {
        var message =
                reason.equals("DeadlineExceeded") ? "Job was active longer than specified deadline" : "Job " + reason;
        return event("Job", job, workload, warning, reason, message, reason + job, at);
    }

    /** The same Event, seen later. */
    public static KubeEvent seen(KubeEvent event, Instant observedAt) {
        return new KubeEvent(
                event.cluster(),
                event.workload(),
                event.uid(),
                event.resourceVersion(),
                observedAt,
                event.regarding(),
                event.warning(),
                event.reason(),
                event.message(),
                event.component(),
                event.node(),
                event.count(),
                event.firstAt(),
                event.lastAt());
    }

    public static Workload deployment() {
        return new Workload("prod", "", "shop", "Deployment", "web");
    }

    private static KubeEvent event(
            String kind,
            String name,
            Workload workload,
            boolean warning,
            String reason,
            String message,
            String uid,
            Instant at) {
        var regarding = new Regarding(kind, "shop", name, "uid-" + name, "");
        return new KubeEvent(
                "prod", workload, uid, -1, at, regarding, warning, reason, message, "controller", null, 1, at, at);
    }
}
