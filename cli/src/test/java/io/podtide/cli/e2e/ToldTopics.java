package io.podtide.cli.e2e;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.topic.Topic;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics as the streams write them, told without streams: thousands of incidents in seconds. */
final class ToldTopics {

    private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");

    private ToldTopics() {}

    /** Incidents with two revisions, and restarts; among them a transaction that is aborted. */
    static void write(Platform platform, int incidents, int restarts, int round) {
        var settings = platform.kafka().producer("test-streams");
        settings.put("transactional.id", "test-streams");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, platform.topics().incidents(), "aborted", incident("aborted", round, 1));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            for (int i = 0; i < Math.max(incidents, restarts); i++) {
                var workload = "w" + round + "-" + i;
                if (i < incidents) {
                    send(producer, platform.topics().incidents(), workload, incident(workload, i, 1));
                    send(producer, platform.topics().incidents(), workload, incident(workload, i, 2));
                }
                if (i < restarts) {
                    send(producer, platform.topics().symptoms(), workload, restart(workload, i));
                }
                if (i % 2_000 == 1_999) {
                    producer.commitTransaction();
                    producer.beginTransaction();
                }
            }
            producer.commitTransaction();
        }
    }

    private static <T> void send(KafkaProducer<String, byte[]> producer, Topic<String, T> topic, String key, T value) {
        var bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        var unused = producer.send(new ProducerRecord<>(topic.name(), key, bytes)); // the commit tells of failures
    }

    private static SymptomRecord restart(String workload, int second) {
        return new SymptomRecord.OfPod(new SymptomChange(
                new Workload("east", "", "shop", "Deployment", workload),
                new PodRef(workload + "-uid", workload + "-1", "node-a"),
                Symptom.RESTARTS,
                Change.OCCURRED,
                T.plusSeconds(second),
                T.plusSeconds(second),
                "app",
                "registry.example/app:1",
                1,
                null,
                false,
                Diagnosis.NONE,
                Map.of("team", "checkout"),
                "restart-loop 3 in 10m"));
    }

    private static Incident incident(String workload, int second, int revision) {
        var startedAt = T.plusSeconds(second);
        var incident = IncidentBuilder.conceived(
                        IncidentId.of("east", workload, Kind.RESTART_LOOP, startedAt),
                        Kind.RESTART_LOOP,
                        Scope.WORKLOAD,
                        "east",
                        startedAt,
                        startedAt.plusSeconds(60),
                        "restart-loop 3 in 10m")
                .revision(revision)
                .namespace("shop")
                .workloadKind("Deployment")
                .workload(workload)
                .container("app")
                .podCount(1)
                .cause("APPLICATION_ERROR")
                .summary("fails")
                .remedy("look")
                .occurrences(3)
                .labels(Map.of("team", "checkout"));
        if (revision == 2) {
            var resolvedAt = startedAt.plusSeconds(600);
            incident.state(State.RESOLVED)
                    .updatedAt(resolvedAt)
                    .resolvedAt(resolvedAt)
                    .resolution(Resolution.RECOVERED);
        }
        return incident.build();
    }
}
