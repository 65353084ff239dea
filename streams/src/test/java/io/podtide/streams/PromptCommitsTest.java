package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
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
    }

    @Test
    void whatFollowsWithinAMomentWaitsForTheNextCommit() {
        context.setCurrentSystemTimeMs(NOON);
        commits.after(NOON);
        context.resetCommit();

        context.setCurrentSystemTimeMs(NOON + 24);
        commits.after(NOON + 24);
        assertThat(context.committed()).isFalse();

        context.setCurrentSystemTimeMs(NOON + 25);
        commits.after(NOON + 25);
        assertThat(context.committed()).isTrue();
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

    @Test
    void whatIsCaughtUpWithIsInNoHurry() {
        context.setCurrentSystemTimeMs(NOON);

        commits.after(NOON - 10_000);

        assertThat(context.committed()).isFalse();
    }
}
