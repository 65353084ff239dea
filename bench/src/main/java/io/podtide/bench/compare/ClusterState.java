package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.simulate.fleet.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One cluster as its kube-state-metrics shows it when it is scraped. */
final class ClusterState {

    private static final Set<String> OF_JOBS = Set.of("Job", "CronJob");

    private final String name;
    private final Map<String, PodState> pods = new LinkedHashMap<>();
    private final Map<String, List<Sample>> nodes = new LinkedHashMap<>();
    private final Map<Subject, DeploymentStatus> deployments = new LinkedHashMap<>();
    private final JobStatus jobs = new JobStatus();

    ClusterState(String name) {
        this.name = name;
    }

    void see(Line line, JsonNode object) {
        boolean gone = line.type() == Line.Type.DELETED;
        switch (object.path("kind").asText()) {
            case "Pod" -> pod(object, gone, line.at());
            case "Node" -> node(object, gone);
            case "Event" -> event(object, line.at());
            default -> throw new IllegalArgumentException("a simulated fleet has no " + object.path("kind"));
        }
    }

    private void pod(JsonNode object, boolean gone, Instant at) {
        var uid = object.path("metadata").path("uid").asText();
        if (gone) {
            var last = pods.remove(uid);
            if (last != null) {
                forgetIfEmpty(last.workload().namespace());
            }
            return;
        }
        var pod = PodState.of(name, object);
        boolean isNew = pods.put(uid, pod) == null;
        if (pod.workload().kind().equals("Deployment")) {
            var deployment = deployment(pod.workload(), at);
            if (isNew) {
                deployment.created();
            }
        }
    }

    /** Failures have namespaces of their own, which are deleted when all is over. */
    private void forgetIfEmpty(String namespace) {
        if (pods.values().stream().noneMatch(pod -> pod.workload().namespace().equals(namespace))) {
            deployments.keySet().removeIf(deployment -> deployment.namespace().equals(namespace));
            jobs.forget(namespace);
        }
    }

    private void node(JsonNode object, boolean gone) {
        var node = object.path("metadata").path("name").asText();
        if (gone) {
            nodes.remove(node);
        } else {
            nodes.put(node, NodeSamples.of(object));
        }
    }

    private void event(JsonNode object, Instant at) {
        var involved = object.path("involvedObject");
        var kind = involved.path("kind").asText();
        if (kind.equals("ReplicaSet") && object.path("reason").asText().equals("FailedCreate")) {
            var namespace = involved.path("namespace").asText();
            var owner = involved.path("name").asText();
            deployment(Subject.ofController(name, namespace, kind, owner), at).cannotCreate();
        } else if (OF_JOBS.contains(kind)) {
            jobs.event(object);
        }
    }

    private DeploymentStatus deployment(Subject deployment, Instant at) {
        return deployments.computeIfAbsent(deployment, d -> new DeploymentStatus(d, at));
    }

    List<Sample> scrape(Instant at) {
        var samples = new ArrayList<Sample>();
        nodes.values().forEach(samples::addAll);
        pods.values().forEach(pod -> samples.addAll(pod.samples()));
        var workloads = pods.values().stream().collect(Collectors.groupingBy(PodState::workload));
        deployments.forEach((deployment, status) -> {
            status.update(workloads.getOrDefault(deployment, List.of()), at);
            status.addTo(samples, at);
        });
        workloads.forEach((workload, own) -> {
            if (workload.kind().equals("StatefulSet")) {
                StatefulSetStatus.addTo(samples, workload, own);
            }
        });
        jobs.addTo(
                samples,
                pods.values().stream()
                        .filter(pod -> OF_JOBS.contains(pod.workload().kind()))
                        .toList());
        return samples;
    }
}
