package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Drained;
import io.podtide.cli.up.Speed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainedIT {

    /** Twice as long as nothing may be left. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void streamsThatHaveCommittedNothingHaveNotDealtWithWhatIsThere() throws Exception {
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 1, directory);
            assertThat(Drained.await(platform.kafka(), LONG_ENOUGH))
                    .as("there is nothing")
                    .isTrue();

            platform.play(Scenario.observations(new Scenario("i06-one-restart")), Speed.MAX);
            assertThat(Drained.await(platform.kafka(), LONG_ENOUGH))
                    .as("nobody reads")
                    .isFalse();

            try (var streams = platform.streams("streams")) {
                assertThat(Drained.await(platform.kafka(), Duration.ofMinutes(1)))
                        .as("it was read")
                        .isTrue();
                assertThat(streams.failure()).isNotDone();
            }
        }
    }
}
