package io.podtide.alerts.calm;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver knows of one thing.
 *
 * @param told null: nothing
 * @param toldAt when the last message arrived
 * @param attempt null: nothing is on its way
 * @param messages so far, those on their way not counted
 * @param handle what the receiver calls it: Slack's channel and time stamp, Alertmanager's labels
 */
public record Notice(
        @Nullable Content told,
        @Nullable Instant toldAt,
        @Nullable Attempt attempt,
        int messages,
        Map<String, String> handle) {

    /** In the handle, where the receiver's own word for it is not known: since when it may be there. */
    public static final String SINCE = "since";

    /** In the handle, where parts of the receiver have not been told of an end: which. They are told in the next rounds. */
    public static final String MISSED = "missed";

    public static final Notice NONE = new Notice(null, null, null, 0, Map.of());

    public Notice {
        handle = Map.copyOf(handle);
    }

    Notice attempting(@Nullable Attempt next) {
        return new Notice(told, toldAt, next, messages, handle);
    }

    /** The next message. */
    Notice begin(Reason reason, Content content, Instant now) {
        int number = Math.max(messages, attempt == null ? 0 : attempt.number()) + 1;
        return attempting(Attempt.first(reason, number, content, now));
    }

    /** The message on its way has arrived. */
    Notice arrived(Attempt sent, Map<String, String> more, Instant now) {
        var all = new HashMap<>(handle);
        all.putAll(more);
        return new Notice(sent.content(), now, null, sent.number(), all);
    }

    /** It is taken for arrived, though what the receiver calls it is not known: only since when it may be there. */
    Notice assumed(Attempt sent) {
        var all = new HashMap<>(handle);
        all.putIfAbsent(SINCE, sent.since().toString());
        return new Notice(sent.content(), toldAt, null, sent.number(), all);
    }

    /** What the receiver calls it, or part of that. */
    Notice called(Map<String, String> more) {
        var all = new HashMap<>(handle);
        all.putAll(more);
        return new Notice(told, toldAt, attempt, messages, all);
    }

    /** It has to be told again in rounds: it still is, or its end has not reached all. */
    boolean repeats() {
        boolean missed = !handle.getOrDefault(MISSED, "").isEmpty();
        return told != null && attempt == null && (!told.over() || missed);
    }

    /** Somebody knows of it, or may. */
    boolean known() {
        return told != null || (attempt != null && attempt.maybe());
    }

    /** There is nothing left to say. */
    boolean done() {
        return attempt == null && (told == null || told.over());
    }
}
