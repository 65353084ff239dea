package io.podtide.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.podtide.wire.KafkaProblems;

/**
 * Drops what Kafka's clients say, with stack traces, when a broker does not let us in or permit something: who used the client
 * says the same in one line, and what to do. Unless more is asked for.
 */
public final class SaidByCommandFilter extends Filter<ILoggingEvent> {

    private final boolean quiet = System.getProperty("podtide.log.level.others") == null;

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return quiet && event.getLoggerName().startsWith("org.apache.kafka.") && isDenial(event)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean isDenial(ILoggingEvent event) {
        return event.getMessage().contains("failed authentication due to")
                || event.getMessage().contains("reported a recoverable issue") // a topic is denied, or is being created
                || (event.getThrowableProxy() instanceof ThrowableProxy proxy
                        && KafkaProblems.knows(proxy.getThrowable()));
    }
}
