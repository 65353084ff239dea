package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.streams.state.FleetNews;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import io.podtide.wire.SymptomRecord.Progress;
import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the first stage tells the next how far it has come. */
class ProgressTest {

    private static final Duration TOLD_WITHIN = Duration.ofMillis(500);
    private static final Duration LATENESS = Duration.ofSeconds(2);

    @TempDir
    Path stateDir;

    private DrivenPipeline pipeline;

    @BeforeEach
    void open() {
        pipeline = new DrivenPipeline(stateDir);
    }

    @AfterEach
    void nothingIsLeft() {
        pipeline.close();
    }

    private static ClusterClock heartbeat(String cluster, Instant at) {
        return new ClusterClock(cluster, at, Mark.HEARTBEAT, null);
    }

    private static Progress progress(ClusterProgress... clusters) {
        return new Progress(0, List.of(clusters));
    }

    private static ClusterProgress upTo(String cluster, Instant at) {
        return new ClusterProgress(cluster, at.minus(LATENESS), false);
    }

    @Test
    void clustersThatHaveMovedShareOneRecord() {
        pipeline.observes(heartbeat("prod", minute(1)), heartbeat("test", minute(3)), heartbeat("prod", minute(2)));
        assertThat(pipeline.symptoms()).isEmpty();

        pipeline.waits(TOLD_WITHIN);
        var told = pipeline.symptoms();
        assertThat(told).hasSize(1);
        assertThat(((Progress) told.get(0)).origin()).isZero();
        assertThat(((Progress) told.get(0)).clusters())
                .containsExactlyInAnyOrder(upTo("prod", minute(2)), upTo("test", minute(3)));
    }

    @Test
    void thousandsOfClustersShareSeveralRecordsOnBothTopics() {
        var names = IntStream.range(0, Portions.AT_ONCE + 1)
                .mapToObj("cluster-%04d"::formatted)
                .toList();
        names.forEach(name -> pipeline.observes(heartbeat(name, minute(1))));
        pipeline.waits(TOLD_WITHIN);

        var told = pipeline.symptoms();
        assertThat(told)
                .extracting(record -> ((Progress) record).clusters().size())
                .containsExactly(Portions.AT_ONCE, 1);
        assertThat(told)
                .flatExtracting(record -> ((Progress) record).clusters())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> upTo(name, minute(1))).toList());
        assertThat(pipeline.drafts())
                .extracting(news -> ((FleetNews.Times) news).clusters().size())
                .containsExactly(Portions.AT_ONCE, 1);
    }

    /** As a version before this one wrote it. */
    @Test
    void whatOneRecordTellsOfThousandsIsPassedOnInSeveral() {
        var clusters = IntStream.range(0, Portions.AT_ONCE + 1)
                .mapToObj(i -> upTo("cluster-%04d".formatted(i), minute(1)))
                .toList();
        var serializer = DrivenPipeline.TOPICS.symptoms().valueSerde().serializer();
        pipeline.takes(Topics.SYMPTOMS, new byte[0], serializer.serialize(Topics.SYMPTOMS, new Progress(0, clusters)));
        assertThat(pipeline.drafts())
                .extracting(news -> ((FleetNews.Times) news).clusters())
                .containsExactly(clusters.subList(0, Portions.AT_ONCE), clusters.subList(Portions.AT_ONCE, 1_001));
    }

    @Test
    void aClusterWhoseTimeStandsIsNotToldAgain() {
        pipeline.observes(heartbeat("prod", minute(1))).waits(TOLD_WITHIN);
        assertThat(pipeline.symptoms()).containsExactly(progress(upTo("prod", minute(1))));

        pipeline.observes(heartbeat("prod", minute(1)), heartbeat("prod", minute(0)))
                .waits(TOLD_WITHIN);
        assertThat(pipeline.symptoms()).isEmpty();
    }

    @Test
    void aStatusMovesTimeAsAHeartbeatDoes() {
        pipeline.observes(aPod("prod", "cart-1", minute(0)).at(minute(1))).waits(TOLD_WITHIN);
        assertThat(pipeline.symptoms()).containsExactly(progress(upTo("prod", minute(1))));
    }

    @Test
    void silenceIsToldOnceAndSoIsItsEnd() {
        pipeline.observes(heartbeat("prod", minute(1))).waits(Duration.ofSeconds(60));
        assertThat(pipeline.symptoms()).containsExactly(progress(upTo("prod", minute(1))));

        pipeline.waits(TOLD_WITHIN).waits(Duration.ofSeconds(59));
        assertThat(pipeline.symptoms())
                .containsExactly(
                        progress(new ClusterProgress("prod", minute(1).minus(LATENESS), true, minute(1), null)));

        pipeline.observes(heartbeat("prod", minute(1))).waits(TOLD_WITHIN);
        assertThat(pipeline.symptoms()).containsExactly(progress(upTo("prod", minute(1))));
        assertThat(pipeline.incidents()).hasSize(2); // what comes of it is another story
    }

    @Test
    void symptomsStandUnderTheirWorkloadAndProgressUnderNoKey() {
        pipeline.observes(aPod("prod", "cart-1", minute(0))
                .bound("node-1", minute(0))
                .runs(minute(0))
                .at(minute(0)));
        pipeline.waits(TOLD_WITHIN);
        var records = pipeline.symptomRecords();
        assertThat(records).extracting(r -> r.key()).containsExactly("prod/shop/Deployment/cart", "");
        assertThat(records.get(0).value()).isInstanceOf(SymptomRecord.Wells.class);
        assertThat(records.get(1).value()).isEqualTo(progress(upTo("prod", minute(0))));
    }
}
