package io.podtide.streams;

import static io.podtide.streams.Times.minute;
import static io.podtide.streams.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.symptom.WellChange;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.OfPod;
import io.podtide.wire.SymptomRecord.Progress;
import io.podtide.wire.SymptomRecord.Wells;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class SymptomOutboxTest {

    private static final Workload CART = new Workload("prod", "prod-uid", "shop", "Deployment", "cart");
    private static final Workload TILL = new Workload("prod", "prod-uid", "shop", "Deployment", "till");

    private final MockProcessorContext<String, SymptomRecord> context = new MockProcessorContext<>();
    private final BeforeCommit beforeCommit = new BeforeCommit.Builder(Stores.SYMPTOMS).build();
    private final SymptomOutbox outbox;

    SymptomOutboxTest() {
        context.setCurrentSystemTimeMs(Times.START.toEpochMilli());
        context.addStateStore(beforeCommit);
        outbox = new SymptomOutbox(context, 1);
    }

    private static SymptomChange change(Symptom symptom, Change change, Workload workload, int at) {
        return new SymptomChange(
                workload,
                new PodRef("uid", "name", "node-1"),
                symptom,
                change,
                second(at),
                minute(0),
                null,
                null,
                0,
                null,
                false,
                Diagnosis.NONE,
                Map.of(),
                "");
    }

    private WellChange well(Workload workload, int at) {
        var change = change(Symptom.WELL, Change.ONSET, workload, at);
        outbox.add(change, change.at().toEpochMilli());
        return WellChange.of(change);
    }

    private OfPod pending(Workload workload, int at) {
        var change = change(Symptom.PENDING, Change.ONSET, workload, at);
        outbox.add(change, change.at().toEpochMilli());
        return new OfPod(change);
    }

    private List<SymptomRecord> said() {
        return context.forwarded().stream()
                .<SymptomRecord>map(each -> each.record().value())
                .toList();
    }

    @Test
    void nothingIsSaidBeforeTheCommitAndThenAllInItsOrder() {
        var first = well(CART, 1);
        var ofTill = pending(TILL, 2);
        var second = well(CART, 3);
        var ofCart = pending(CART, 4);
        var third = well(CART, 5);
        var progress = new Progress(0, List.of());
        outbox.add(progress, second(6).toEpochMilli());
        var last = well(TILL, 7);
        assertThat(said()).isEmpty();

        beforeCommit.flushCache();

        assertThat(said())
                .containsExactly(
                        ofTill,
                        new Wells(List.of(first, second)),
                        ofCart,
                        new Wells(List.of(third)),
                        progress,
                        new Wells(List.of(last)));
        beforeCommit.flushCache();
        assertThat(said()).as("nothing is said twice").hasSize(6);
    }

    @Test
    void whatIsTooMuchToHoldGoesOutInItsOrder() {
        var all = IntStream.range(0, Outbox.AT_ONCE + 1)
                .<SymptomRecord>mapToObj(i -> pending(CART, i))
                .toList();
        assertThat(said()).hasSize(Outbox.AT_ONCE);

        beforeCommit.flushCache();

        assertThat(said()).containsExactlyElementsOf(all);
    }

    @Test
    void onceClosedItSaysNothingAndAsksForNothing() {
        pending(CART, 1);
        context.setCurrentSystemTimeMs(Times.START.plusMillis(10).toEpochMilli());
        pending(CART, 2);

        outbox.close();
        beforeCommit.flushCache();

        assertThat(said()).isEmpty();
        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
    }
}
