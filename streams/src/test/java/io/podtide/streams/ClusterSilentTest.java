package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No news from a cluster, by the wall clock. */
class ClusterSilentTest {

    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";
    private static final Duration SILENT = Duration.ofSeconds(61);

    @TempDir
    Path stateDir;

    private DrivenPipeline pipeline;

    @BeforeEach
    void aPodIsPending() {
        pipeline = new DrivenPipeline(stateDir);
        pipeline.observes(aPod("prod", "cart-1", minute(0))
                .unschedulable(NO_CPU, minute(0))
                .at(minute(0)));
        pipeline.hearsFrom("prod", minute(6));
        assertThat(lines()).containsExactly("PENDING r1 OPEN");
    }

    @AfterEach
    void nothingIsLeft() {
        pipeline.close();
    }

    private List<String> lines() {
        return lines(pipeline.incidents());
    }

    private static List<String> lines(List<Incident> incidents) {
        return incidents.stream()
                .map(i -> (i.scope() == Scope.FLEET ? "fleet " : "") + i.kind() + " r" + i.revision() + " " + i.state())
                .toList();
    }

    @Test
    void itsIncidentsAreUnknownAndItIsOneUntilThereIsNews() {
        pipeline.waits(SILENT);
        var told = pipeline.incidents();
        assertThat(lines(told)).containsExactlyInAnyOrder("PENDING r2 UNKNOWN", "CLUSTER_SILENT r1 OPEN");
        var silent = told.stream()
                .filter(i -> i.scope() == Scope.CLUSTER)
                .findFirst()
                .orElseThrow();
        assertThat(silent.startedAt()).isEqualTo(minute(6));
        assertThat(silent.openedAt()).isEqualTo(minute(7));
        assertThat(silent.cause()).isEqualTo("INGESTOR_SILENT");
        assertThat(told).allMatch(i -> i.parentId() == null);

        pipeline.waits(Duration.ofHours(3));
        assertThat(lines()).isEmpty();
        pipeline.hearsFrom("prod", minute(200));
        assertThat(lines()).containsExactlyInAnyOrder("PENDING r3 OPEN", "CLUSTER_SILENT r2 RESOLVED");
    }

    @Test
    void aGapThatItsIngestorAnnouncedIsTheCause() {
        pipeline.observes(new ClusterClock("prod", minute(7), Mark.GAP_STARTED, null));
        pipeline.waits(SILENT);
        assertThat(pipeline.incidents())
                .filteredOn(i -> i.scope() == Scope.CLUSTER)
                .extracting(Incident::cause, Incident::startedAt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("API_SERVER_UNREACHABLE", minute(7)));
    }

    @Test
    void threeSilentClustersAreTheFleets() {
        pipeline.hearsFrom("test", minute(6)).hearsFrom("stage", minute(6)).hearsFrom("prod", minute(6));
        pipeline.waits(SILENT);
        assertThat(lines()).contains("fleet CLUSTER_SILENT r1 OPEN").hasSize(8);
    }

    @Test
    void oneWorkloadOfThreeClustersThatLacksOneImageIsTheFleets() {
        var clusters = List.of("a", "b", "c");
        for (var cluster : clusters) {
            pipeline.observes(aPod(cluster, "web-1", minute(6))
                    .bound("node-1", minute(6))
                    .waits("ErrImagePull", "failed to resolve reference \"example.com/shop:9\": not found")
                    .at(minute(6)));
        }
        clusters.forEach(cluster -> pipeline.hearsFrom(cluster, minute(9)));
        var told = pipeline.incidents();
        assertThat(lines(told)).contains("fleet PENDING r1 OPEN").hasSize(7);
        var parent =
                told.stream().filter(i -> i.scope() == Scope.FLEET).findFirst().orElseThrow();
        assertThat(parent.cause()).isEqualTo("IMAGE_NOT_FOUND");
        assertThat(parent.openedAt()).isEqualTo(minute(8));
        assertThat(parent.causeDetail()).containsEntry("clusters", "3").containsEntry("image", "example.com/shop:9");
        assertThat(told).filteredOn(i -> parent.id().equals(i.parentId())).hasSize(3);
    }
}
