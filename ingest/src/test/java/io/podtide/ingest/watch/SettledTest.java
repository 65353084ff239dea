package io.podtide.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.ingest.watch.ClusterException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** A cluster is settled once it is known whether it is seen: then ingest is ready, as far as it goes, and stays so. */
class SettledTest {

    private final WatchStatus status = new WatchStatus(InstantSource.fixed(Instant.EPOCH));
    private final ResourceStatus pods = status.of(Resource.PODS);

    @Test
    void onceItIsLive() {
        assertThat(status.isSettled()).isFalse();
        status.begins();
        pods.listing();
        assertThat(status.isSettled()).as("listing").isFalse();
        status.live(Resource.EVENTS);
        assertThat(status.isSettled()).as("other resources say nothing of pods").isFalse();
        status.live(Resource.PODS);
        assertThat(status.isSettled()).isTrue();
        pods.listing();
        assertThat(status.isSettled()).as("it is listed again, after 410").isTrue();
    }

    @Test
    void onceItIsKnownWhyNot() {
        status.begins();
        pods.broke(new ClusterException(Kind.FORBIDDEN, "no right to list pods", Duration.ZERO, null), Instant.EPOCH);
        assertThat(status.isSettled()).isTrue();
        status.begins();
        assertThat(status.isSettled()).as("it is tried from the beginning").isTrue();
    }

    @Test
    void onceItHasEndedByAFault() {
        status.begins();
        assertThat(status.isSettled()).isFalse();
        status.failed("a fault");
        assertThat(status.isSettled()).isTrue();
        status.begins();
        assertThat(status.isSettled()).as("it is begun again").isTrue();
    }

    @Test
    void onceItIsKnownWhyNobodyMayLead() {
        var refusal = new ClusterException(Kind.FORBIDDEN, "no right to get leases", Duration.ZERO, null);
        status.leaseFailed(refusal);
        assertThat(status.isSettled()).isTrue();
        assertThat(status.leader().problem())
                .isEqualTo(new ResourceStatus.Problem(Kind.FORBIDDEN, "no right to get leases", Instant.EPOCH));
        status.begins();
        assertThat(status.leader().problem()).as("now we lead").isNull();
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void onceAnotherLeadsIt() {
        status.standsBy();
        assertThat(status.isSettled()).isTrue();
        assertThat(status.leader().isAnother()).isTrue();
        status.begins();
        assertThat(status.isSettled()).as("now it is ours").isTrue();
        assertThat(status.leader().isAnother()).isFalse();
    }
}
