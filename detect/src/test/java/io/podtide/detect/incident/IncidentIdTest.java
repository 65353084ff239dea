package io.podtide.detect.incident;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IncidentIdTest {

    private static final String WEB = "prod/shop/Deployment/web";
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void it_is_the_uuid_of_version_5_that_any_other_library_gives() {
        // Python: uuid.uuid5(uuid.UUID("6f7d3c52-5d0e-5a43-9c0b-7064746964e5"),
        // "prod\nprod/shop/...\nRESTART_LOOP\n1772452800000")
        var id = IncidentId.of("prod", WEB, RESTART_LOOP, NOON);
        assertThat(id).isEqualTo("88a1605f-14f1-592d-9918-d7dfb64e3d4a");
        assertThat(UUID.fromString(id).version()).isEqualTo(5);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    }

    @Test
    void it_depends_on_cluster_subject_kind_and_start_to_the_millisecond() {
        assertThat(Stream.of(
                        IncidentId.of("prod", WEB, RESTART_LOOP, NOON),
                        IncidentId.of("test", WEB, RESTART_LOOP, NOON),
                        IncidentId.of("prod", WEB + "2", RESTART_LOOP, NOON),
                        IncidentId.of("prod", WEB, OOM, NOON),
                        IncidentId.of("prod", WEB, RESTART_LOOP, NOON.plusMillis(1))))
                .doesNotHaveDuplicates();
        assertThat(IncidentId.of("prod", WEB, OOM, NOON.plusNanos(1))).isEqualTo(IncidentId.of("prod", WEB, OOM, NOON));
    }
}
