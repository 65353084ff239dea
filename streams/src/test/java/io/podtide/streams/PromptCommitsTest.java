package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {

    private static final long NOON = 1_800_000_000_000L;

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final PromptCommits commits = new PromptCommits(context);

    @BeforeEach
    void nothingWasAskedForLately() {
        PromptCommits.forget();
    }

    @Test
    void whatIsNewIsCommittedAtOnce() {
        context.setCurrentSystemTimeMs(NOON);

        commits.after(NOON - 20);

        assertThat(context.committed()).isTrue();
        assertThat(context.scheduledPunctuators()).as("nothing is owed").isEmpty();
    }

    @Test
    void whatFollowsWithinAMomentIsCommittedAfterThatMoment() {
        context.setCurrentSystemTimeMs(NOON);
        commits.after(NOON);
        context.resetCommit();

        context.setCurrentSystemTimeMs(NOON + 10);
        commits.after(NOON + 10);
        assertThat(context.committed()).isFalse();

        pass(NOON + 24);
        assertThat(context.committed()).isFalse();
        pass(NOON + 25);
        assertThat(context.committed()).isTrue();

        assertThat(context.scheduledPunctuators()).as("once").allMatch(CapturedPunctuator::cancelled);
    }

    @Test
    void tasksOfAThreadShareACommit() {
        var other = new MockProcessorContext<Void, Void>();
        other.setCurrentSystemTimeMs(NOON);
        context.setCurrentSystemTimeMs(NOON);
        commits.after(NOON);

        new PromptCommits(other).after(NOON);

        assertThat(other.committed()).isFalse();
    }

    private void pass(long now) {
        context.setCurrentSystemTimeMs(now);
        context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled())
                .forEach(each -> each.getPunctuator().punctuate(now));
    }

    @Test
    void whatIsCaughtUpWithIsInNoHurry() {
        context.setCurrentSystemTimeMs(NOON);

        commits.after(NOON - 2_000);

        assertThat(context.committed()).isFalse();
    }
}
