package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The Jobs of a cluster as their controller would report them, from its Events and their pods. */
final class JobStatus {

    private static final Set<String> GAVE_UP = Set.of("BackoffLimitExceeded", "DeadlineExceeded");

    private record Id(String namespace, String name) {}

    private final Set<Id> failed = new LinkedHashSet<>();

    /** Of a Job or a CronJob. */
    void event(JsonNode event) {
        var involved = event.path("involvedObject");
        var namespace = involved.path("namespace").asText();
        var reason = event.path("reason").asText();
        if (involved.path("kind").asText().equals("Job") && GAVE_UP.contains(reason)) {
            failed.add(new Id(namespace, involved.path("name").asText()));
        } else if (involved.path("kind").asText().equals("CronJob") && reason.equals("SuccessfulDelete")) {
            var message = event.path("message").asText(); // "Deleted job cron-fail-29920367"
            failed.remove(new Id(namespace, message.substring(message.lastIndexOf(' ') + 1)));
        }
    }

    /** A namespace was deleted, and all in it. */
    void forget(String namespace) {
        failed.removeIf(job -> job.namespace().equals(namespace));
    }

    /** @param pods of Jobs */
    void addTo(List<Sample> samples, Collection<PodState> pods) {
        for (var job : failed) {
            add(samples, "kube_job_failed", job, 1, "condition", "true");
        }
        pods.stream()
                .collect(Collectors.groupingBy(pod -> new Id(pod.workload().namespace(), pod.owner())))
                .forEach((job, own) -> {
                    var started = own.stream()
                            .map(PodState::created)
                            .min(Comparator.naturalOrder())
                            .orElse(Instant.EPOCH);
                    add(samples, "kube_job_status_start_time", job, started.getEpochSecond());
                    long active = own.stream().filter(PodState::counts).count();
                    add(samples, "kube_job_status_active", job, active);
                });
    }

    private static void add(List<Sample> samples, String metric, Id job, long value, String... more) {
        var labels = new ArrayList<>(List.of("namespace", job.namespace, "job_name", job.name));
        labels.addAll(List.of(more));
        samples.add(Sample.of(metric, value, labels.toArray(String[]::new)));
    }
}
