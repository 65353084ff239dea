package io.podtide.ingest.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** A {@code coordination.k8s.io/v1} Lease. What it has beyond what is read here is kept when it is written back. */
record Lease(ObjectNode tree) {

    /** Which leadership it is, as a number that has only ever risen. */
    static final String EPOCH = "podtide.io/epoch";

    /** Kubernetes' MicroTime: always six digits. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** One that is not there yet, and that nobody holds. */
    static Lease fresh(LeaseSettings settings) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        tree.putObject("metadata").put("namespace", settings.namespace()).put("name", settings.name());
        return new Lease(tree);
    }

    /** Taken, or renewed by who holds it. */
    Lease held(LeaseSettings by, long epoch, Instant now) {
        var next = tree.deepCopy();
        next.withObjectProperty("metadata").withObjectProperty("annotations").put(EPOCH, Long.toString(epoch));
        var spec = next.withObjectProperty("spec");
        if (!by.identity().equals(holder()) || epoch != epoch()) {
            spec.put("acquireTime", MICROS.format(now));
            spec.put("leaseTransitions", transitions() + (isNew() ? 0 : 1));
        }
        spec.put("holderIdentity", by.identity());
        spec.put("leaseDurationSeconds", Math.max(1, by.duration().toSeconds()));
        spec.put("renewTime", MICROS.format(now));
        return new Lease(next);
    }

    /** Given up: the next may take it at once. */
    Lease released(Instant now) {
        var next = tree.deepCopy();
        next.withObjectProperty("spec")
                .put("holderIdentity", "")
                .put("leaseDurationSeconds", 1)
                .put("renewTime", MICROS.format(now));
        return new Lease(next);
    }

    boolean isNew() {
        return version().isEmpty();
    }

    String version() {
        return tree.path("metadata").path("resourceVersion").asText();
    }

    /** Identity of the leader; empty where there is none. */
    String holder() {
        return spec("holderIdentity").asText();
    }

    Duration duration() {
        return Duration.ofSeconds(spec("leaseDurationSeconds").asLong());
    }

    /** 0 where it has none, or a broken one. */
    long epoch() {
        return Math.max(0, tree.path("metadata").path("annotations").path(EPOCH).asLong());
    }

    /** By the clock of who holds it; 1970 where it does not say. */
    Instant renewedAt() {
        try {
            return Instant.parse(spec("renewTime").asText());
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private int transitions() {
        return spec("leaseTransitions").asInt();
    }

    private JsonNode spec(String field) {
        return tree.path("spec").path(field);
    }
}
