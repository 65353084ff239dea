package io.podtide.cli.e2e;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.topic.Topic;
import java.time.Instant;
import java.util.List;
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
        var resolvedAt = revision == 2 ? startedAt.plusSeconds(600) : null;
        return new Incident(
                IncidentId.of("east", workload, Kind.RESTART_LOOP, startedAt),
                revision,
                revision == 2 ? State.RESOLVED : State.OPEN,
                Kind.RESTART_LOOP,
                Scope.WORKLOAD,
                Severity.WARNING,
                "east",
                "",
                "shop",
                "Deployment",
                workload,
                null,
                "app",
                List.of(),
                1,
                "APPLICATION_ERROR",
                Map.of(),
                List.of(),
                "fails",
                "look",
                startedAt,
                startedAt.plusSeconds(60),
                resolvedAt == null ? startedAt.plusSeconds(60) : resolvedAt,
                resolvedAt,
                resolvedAt == null ? null : Resolution.RECOVERED,
                3,
                0,
                null,
                Map.of("team", "checkout"),
                "restart-loop 3 in 10m");
    }
}
