package io.podtide.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a logger repeat a message only after a minute: Kafka's clients say several times a second that a broker is away, for as
 * long as it is away. Messages are the same if they are but for their arguments. What the command itself says is said.
 */
public final class RepetitionFilter extends Filter<ILoggingEvent> {

    private static final String COMMAND = "podtide";
    private static final long QUIET_MS = 60_000;
    private static final int REMEMBERED = 100;

    private final Map<String, Long> saidAt = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public synchronized FilterReply decide(ILoggingEvent event) {
        if (event.getLoggerName().equals(COMMAND)) {
            return FilterReply.NEUTRAL;
        }
        var what = event.getLoggerName() + event.getLevel() + event.getMessage();
        var before = saidAt.get(what);
        if (before != null && event.getTimeStamp() - before < QUIET_MS) {
            return FilterReply.DENY;
        }
        saidAt.remove(what); // so that the newest stand last
        saidAt.put(what, event.getTimeStamp());
        return FilterReply.NEUTRAL;
    }
}
