package io.podtide.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SaidByCommandFilterTest {

    private static final String KAFKA = "org.apache.kafka.clients.NetworkClient";

    private final SaidByCommandFilter filter = new SaidByCommandFilter();

    private boolean says(String logger, String message, @Nullable Throwable thrown) {
        var event = new LoggingEvent("", new LoggerContext().getLogger(logger), Level.ERROR, message, thrown, null);
        return filter.decide(event) != FilterReply.DENY;
    }

    @Test
    void whatTheCommandSaysIsNotSaidTwice() {
        assertThat(says(KAFKA, "Connection to node {} failed authentication due to: {}", null))
                .isFalse();
        assertThat(says(KAFKA, "Fatal error", new SaslAuthenticationException("wrong password")))
                .isFalse();
    }

    @Test
    void allElseIs() {
        assertThat(says(KAFKA, "node {} is away", null)).isTrue();
        assertThat(says(KAFKA, "Fatal error", new TimeoutException("no answer")))
                .isTrue();
        assertThat(says("io.podtide", "Fatal error", new SaslAuthenticationException("wrong password")))
                .isTrue();
    }
}
