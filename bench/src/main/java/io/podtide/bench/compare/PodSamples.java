package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A pod as kube-state-metrics shows it (docs/metrics/workload/pod-metrics.md there): the families that the rules read, and those of
 * restarts. {@code kube_pod_status_reason} is left out: no pod of a simulated fleet is held by a gate.
 */
final class PodSamples {

    private static final List<String> PHASES = List.of("Pending", "Succeeded", "Failed", "Unknown", "Running");
    static final List<String> STATUSES = List.of("true", "false", "unknown");

    private final List<Sample> samples = new ArrayList<>();
    private final String namespace;
    private final String pod;
    private final String uid;

    private PodSamples(JsonNode metadata) {
        namespace = metadata.path("namespace").asText();
        pod = metadata.path("name").asText();
        uid = metadata.path("uid").asText();
    }

    static List<Sample> of(JsonNode object) {
        var samples = new PodSamples(object.path("metadata"));
        samples.owners(object.path("metadata").path("ownerReferences"));
        samples.status(object.path("status"));
        return List.copyOf(samples.samples);
    }

    private void owners(JsonNode owners) {
        for (var owner : owners) {
            add(
                    "kube_pod_owner",
                    true,
                    "owner_kind",
                    owner.path("kind").asText(),
                    "owner_name",
                    owner.path("name").asText(),
                    "owner_is_controller",
                    owner.path("controller").asText("false"));
        }
        if (owners.isEmpty()) {
            add(
                    "kube_pod_owner",
                    true,
                    "owner_kind",
                    "<none>",
                    "owner_name",
                    "<none>",
                    "owner_is_controller",
                    "<none>");
        }
    }

    private void status(JsonNode status) {
        var phase = status.path("phase").asText();
        if (!phase.isEmpty()) {
            PHASES.forEach(each -> add("kube_pod_status_phase", each.equals(phase), "phase", each));
        }
        for (var condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                var is = condition.path("status").asText();
                STATUSES.forEach(each -> add("kube_pod_status_ready", each.equalsIgnoreCase(is), "condition", each));
            }
        }
        status.path("containerStatuses").forEach(this::container);
    }

    private void container(JsonNode status) {
        var name = status.path("name").asText();
        samples.add(Sample.of(
                "kube_pod_container_status_restarts_total",
                status.path("restartCount").asInt(),
                labels("container", name)));
        reason("kube_pod_container_status_waiting_reason", name, status.at("/state/waiting/reason"));
        reason("kube_pod_container_status_last_terminated_reason", name, status.at("/lastState/terminated/reason"));
    }

    private void reason(String metric, String container, JsonNode reason) {
        if (reason.isTextual()) {
            add(metric, true, "container", container, "reason", reason.asText());
        }
    }

    private void add(String name, boolean is, String... labels) {
        samples.add(Sample.of(name, is, labels(labels)));
    }

    private String[] labels(String... more) {
        var labels = new ArrayList<>(List.of("namespace", namespace, "pod", pod, "uid", uid));
        labels.addAll(List.of(more));
        return labels.toArray(String[]::new);
    }
}
