package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Unneeded;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.message.Message;
import io.podtide.alerts.sink.SlackApi.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Slack's Web API: one message for an incident, edited with each change, which also is a line in its thread; resolved in
 * place. A message that may have been sent is looked for in the channel first, by the key that travels as its metadata (scope
 * {@code channels:history}, and the channel's id rather than its name). {@code client_msg_id} goes along: no argument that is
 * documented, but two documented errors of {@code chat.postMessage} speak of it, and where Slack heeds it nothing comes twice.
 */
final class SlackSink implements Sink {

    private static final String CHANNEL = "channel";
    private static final String TS = "ts";

    /** What a workspace may forbid. */
    private static final Set<String> NOT_TO_BE_EDITED = Set.of("edit_window_closed", "cant_update_message");

    private final Slack receiver;
    private final SlackApi api;
    private final SlackHistory history;

    SlackSink(Slack receiver, Http http) {
        this.receiver = receiver;
        this.api = new SlackApi(receiver, http);
        this.history = new SlackHistory(api);
    }

    @Override
    public Outcome send(Message message) throws InterruptedException {
        var channel = message.handle().getOrDefault(CHANNEL, receiver.channel());
        var ts = message.reason() == Reason.DIGEST ? null : message.handle().get(TS);
        if (ts == null && (message.again() || message.over())) {
            var found = history.find(message, channel, null);
            if (found.failure() != null) {
                return found.failure();
            }
            ts = found.ts();
        }
        if (ts == null) {
            return message.over() ? new Unneeded() : post(message, channel);
        }
        return message.reason() == Reason.DIGEST ? new Unneeded() : edit(message, channel, ts);
    }

    private Outcome post(Message message, String channel) throws InterruptedException {
        var body = SlackMessage.body(message, channel).put("client_msg_id", uuid(message.key()));
        var reply = api.post("chat.postMessage", body);
        if (reply instanceof Reply.Ok ok) {
            return new Arrived(Map.of(
                    CHANNEL,
                    ok.answer().path("channel").asText(channel),
                    TS,
                    ok.answer().path("ts").asText()));
        }
        return ((Reply.Wrong) reply).outcome();
    }

    private Outcome edit(Message message, String channel, String ts) throws InterruptedException {
        var arrived = new Arrived(Map.of(CHANNEL, channel, TS, ts));
        var reply = api.post("chat.update", SlackMessage.body(message, channel).put(TS, ts));
        var error = reply instanceof Reply.Wrong wrong ? wrong.error() : "";
        if (error.equals("message_not_found")) {
            // Somebody has deleted it, and knows why; that it has come back is news.
            return message.reason() == Reason.REOPENED ? post(message, channel) : arrived;
        }
        boolean fixed = NOT_TO_BE_EDITED.contains(error);
        if (reply instanceof Reply.Wrong wrong && !fixed) {
            return wrong.outcome();
        }
        boolean silent = message.reason() == Reason.RESOLVED || message.reason() == Reason.OPENED;
        if (silent && !fixed) {
            return arrived;
        }
        var before = message.again() ? history.find(message, channel, ts) : SlackHistory.Found.NOTHING;
        if (before.failure() != null) {
            return before.failure();
        }
        if (before.ts() != null) {
            return arrived;
        }
        var threaded = api.post("chat.postMessage", line(message, channel, ts, fixed));
        return threaded instanceof Reply.Wrong wrong ? wrong.outcome() : arrived;
    }

    /** What is new, in the thread; in the channel as well where it must not be missed: an edit catches nobody's eye. */
    private ObjectNode line(Message message, String channel, String ts, boolean fixed) {
        boolean loud = fixed || message.reason() != Reason.CHANGED || message.worse();
        var line = SlackMessage.body(message, channel)
                .put("thread_ts", ts)
                .put("reply_broadcast", loud)
                .put("client_msg_id", uuid(message.key() + "/line"))
                .put("text", SlackMessage.escaped(fixed ? message.title() : message.change()));
        line.remove("blocks");
        return line;
    }

    private static String uuid(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
