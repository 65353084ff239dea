package io.podtide.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepetitionFilterTest {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

    private final Logger logger = new LoggerContext().getLogger("org.apache.kafka.clients.NetworkClient");
    private final RepetitionFilter filter = new RepetitionFilter();

    private boolean says(int second, String message, Object... arguments) {
        var event = new LoggingEvent("", logger, Level.WARN, message, null, arguments);
        event.setInstant(START.plusSeconds(second));
        return filter.decide(event) != FilterReply.DENY;
    }

    @Test
    void theSameIsSaidOnceAMinute() {
        assertThat(says(0, "node {} is away", 1)).isTrue();
        assertThat(says(1, "node {} is away", 1)).isFalse();
        assertThat(says(59, "node {} is away", 2)).as("but for its arguments").isFalse();
        assertThat(says(60, "node {} is away", 1)).isTrue();
        assertThat(says(61, "node {} is away", 1)).isFalse();
    }

    @Test
    void anythingElseIsSaid() {
        assertThat(says(0, "node {} is away", 1)).isTrue();
        assertThat(says(0, "node {} is back", 1)).isTrue();
    }

    @Test
    void whatIsRememberedIsBounded() {
        for (int i = 0; i <= 100; i++) {
            assertThat(says(0, "message " + i)).isTrue();
        }
        assertThat(says(0, "message 0")).as("forgotten").isTrue();
        assertThat(says(0, "message 100")).isFalse();
    }
}
