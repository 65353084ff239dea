package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {

    /** Further on with every test: what was asked for before was long ago for the next one of the same thread. */
    private static long noon = 1_800_000_000_000L;

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final PromptCommits commits = new PromptCommits(context);

    @BeforeEach
    void nothingWasAskedForLately() {
        noon += 3_600_000;
    }

    private boolean committedAfter(long at, long timestamp) {
        context.resetCommit();
        context.setCurrentSystemTimeMs(at);
        commits.after(timestamp);
        return committed();
    }

    private boolean committedBy(long at) {
        context.resetCommit();
        context.setCurrentSystemTimeMs(at);
        context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled())
                .forEach(each -> each.getPunctuator().punctuate(at));
        return committed();
    }

    private boolean committed() {
        boolean asked = context.committed();
        if (asked) {
            commits.done(); // as it comes about a moment later
        }
        return asked;
    }

    @Test
    void whatIsNewIsCommittedAtOnce() {
        assertThat(committedAfter(noon, noon - 20)).isTrue();
        assertThat(context.scheduledPunctuators()).as("nothing is owed").isEmpty();
    }

    @Test
    void whatFollowsWithinAMomentIsCommittedAfterThatMoment() {
        committedAfter(noon, noon);

        assertThat(committedAfter(noon + 10, noon + 10)).isFalse();
        assertThat(committedBy(noon + 29)).isFalse();
        assertThat(committedBy(noon + 30)).isTrue();
        assertThat(context.scheduledPunctuators()).as("once").allMatch(CapturedPunctuator::cancelled);
    }

    @Test
    void newsThatIsLateAsItIsWaitsForAQuarterOfThat() {
        committedAfter(noon, noon - 800);

        assertThat(committedAfter(noon + 60, noon - 740)).isFalse();
        assertThat(committedBy(noon + 199)).isFalse();
        assertThat(committedBy(noon + 200)).isTrue();
    }

    @Test
    void whatIsLateHoldsUpNothingThatIsNot() {
        committedAfter(noon, noon);
        assertThat(committedAfter(noon + 10, noon + 10)).isFalse();
        assertThat(committedAfter(noon + 20, noon - 1_900)).isFalse();

        assertThat(committedBy(noon + 30)).isTrue();
    }

    @Test
    void tasksOfAThreadShareACommit() {
        committedAfter(noon, noon);
        var other = new MockProcessorContext<Void, Void>();
        var ofOther = new PromptCommits(other);
        other.setCurrentSystemTimeMs(noon + 3);

        ofOther.after(noon);
        assertThat(other.committed()).isFalse();

        ofOther.done();
        assertThat(other.scheduledPunctuators())
                .as("it is part of that commit")
                .allMatch(CapturedPunctuator::cancelled);
    }

    @Test
    void aClockThatIsSetBackHoldsUpNothing() {
        committedAfter(noon, noon);

        assertThat(committedAfter(noon - 1_800_000, noon - 1_800_000)).isTrue();
    }

    @Test
    void whatIsCaughtUpWithOrAheadOfItsTimeIsInNoHurry() {
        assertThat(committedAfter(noon, noon - 2_000)).isFalse();
        assertThat(committedAfter(noon, noon + 2_000)).isFalse();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }
}
