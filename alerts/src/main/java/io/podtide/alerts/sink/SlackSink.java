package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.calm.Notice;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.config.Receiver.Slack;
import io.podtide.alerts.message.Clean;
import io.podtide.alerts.message.Message;
import io.podtide.alerts.sink.SlackApi.Reply;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Slack's Web API: one message for an incident, edited with each change, which also is a line in its thread; resolved in
 * place. Slack has no idempotency key that is documented: ours travels as message metadata, and a message that may have been sent is looked for
 * in the channel first (scope {@code channels:history}, and the channel's id rather than its name).
 */
final class SlackSink implements Sink {

    private static final String CHANNEL = "channel";
    private static final String TS = "ts";
    private static final String EVENT_TYPE = "podtide_message";
    private static final Pattern CHANNEL_ID = Pattern.compile("[CGD][A-Z0-9]{6,}");
    private static final int CLOCKS_DIFFER_SECONDS = 300;
    private static final int PAGES = 10;
    private static final int HEADER = 150;
    private static final int FALLBACK = 500;

    private final Slack receiver;
    private final SlackApi api;

    SlackSink(Slack receiver, Http http) {
        this.receiver = receiver;
        this.api = new SlackApi(receiver, http);
    }

    @Override
    public Outcome send(Message message) throws InterruptedException {
        var channel = message.handle().getOrDefault(CHANNEL, receiver.channel());
        var ts = message.reason() == Reason.DIGEST ? null : message.handle().get(TS);
        if (ts == null && (message.again() || message.over())) {
            var found = find(message, channel, null);
            if (found.failure() != null) {
                return found.failure();
            }
            ts = found.ts();
        }
        if (ts == null) {
            return message.over() ? Arrived.PLAIN : post(message, channel);
        }
        if (message.reason() == Reason.DIGEST) {
            return Arrived.PLAIN;
        }
        return edit(message, channel, ts);
    }

    private Outcome post(Message message, String channel) throws InterruptedException {
        var reply = api.post("chat.postMessage", body(message, channel));
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
        var reply = api.post("chat.update", body(message, channel).put(TS, ts));
        if (reply instanceof Reply.Wrong wrong) {
            // Somebody has deleted it, and knows why.
            return wrong.error().equals("message_not_found") ? arrived : wrong.outcome();
        }
        boolean silent = message.reason() == Reason.RESOLVED || message.reason() == Reason.OPENED;
        if (silent) {
            return arrived;
        }
        var before = message.again() ? find(message, channel, ts) : Found.NOTHING;
        if (before.failure() != null || before.ts() != null) {
            return before.failure() == null ? arrived : before.failure();
        }
        boolean loud = message.reason() != Reason.CHANGED;
        var line = body(message, channel)
                .put("thread_ts", ts)
                .put("reply_broadcast", loud)
                .put("text", escaped(message.change()));
        line.remove("blocks");
        var threaded = api.post("chat.postMessage", line);
        return threaded instanceof Reply.Wrong wrong ? wrong.outcome() : arrived;
    }

    /**
     * What was sent before.
     *
     * @param ts null: nothing, or we may not look
     * @param failure null: the answer can be relied on
     */
    private record Found(@Nullable String ts, @Nullable Outcome failure) {
        static final Found NOTHING = new Found(null, null);
    }

    /**
     * @param thread where to look; null: in the channel, for the first message about it
     */
    private Found find(Message message, String channel, @Nullable String thread) throws InterruptedException {
        if (!CHANNEL_ID.matcher(channel).matches()) {
            return Found.NOTHING;
        }
        var since = message.handle().getOrDefault(Notice.SINCE, message.since().toString());
        var oldest = Long.toString(Instant.parse(since).getEpochSecond() - CLOCKS_DIFFER_SECONDS);
        var query = new HashMap<>(
                Map.of(CHANNEL, channel, "oldest", oldest, "include_all_metadata", "true", "limit", "200"));
        if (thread != null) {
            query.put(TS, thread);
        }
        var method = thread == null ? "conversations.history" : "conversations.replies";
        for (int page = 0; page < PAGES; page++) {
            var reply = api.get(method, query);
            if (reply instanceof Reply.Wrong wrong) {
                return wrong.error().equals("missing_scope") ? Found.NOTHING : new Found(null, wrong.outcome());
            }
            var ok = (Reply.Ok) reply;
            for (var sent : ok.answer().path("messages")) {
                if (same(sent.path("metadata").path("event_payload"), message, thread)) {
                    return new Found(sent.path(TS).asText(), null);
                }
            }
            var next = ok.answer().path("response_metadata").path("next_cursor").asText();
            if (next.isEmpty()) {
                return Found.NOTHING;
            }
            query.put("cursor", next);
        }
        return Found.NOTHING;
    }

    private static boolean same(JsonNode sent, Message message, @Nullable String thread) {
        boolean first = thread == null && message.reason() != Reason.DIGEST;
        return first
                ? sent.path("id").asText().equals(message.id())
                : sent.path("key").asText().equals(message.key());
    }

    private ObjectNode body(Message message, String channel) {
        var body = Json.object()
                .put(CHANNEL, channel)
                .put("text", escaped(Clean.cut(message.title(), FALLBACK)))
                .put("parse", "none")
                .put("link_names", false)
                .put("unfurl_links", false)
                .put("unfurl_media", false);
        body.putObject("metadata")
                .put("event_type", EVENT_TYPE)
                .putObject("event_payload")
                .put("id", message.id())
                .put("key", message.key());
        var blocks = body.putArray("blocks");
        // Plain text is shown as it is: no markup, no links, nobody is called.
        blocks.addObject()
                .put("type", "header")
                .set("text", plain(mark(message) + Clean.cut(message.title(), HEADER - 3)));
        blocks.addObject().put("type", "section").set("text", plain(message.text()));
        if (message.link() != null) {
            blocks.addObject()
                    .put("type", "section")
                    .putObject("text")
                    .put("type", "mrkdwn")
                    .put("text", "<" + escaped(message.link()) + "|Open in Podtide>");
        }
        return body;
    }

    private static ObjectNode plain(String text) {
        return Json.object()
                .put("type", "plain_text")
                .put("text", text.isEmpty() ? " " : text)
                .put("emoji", false);
    }

    /** Seen from afar. */
    private static String mark(Message message) {
        return switch (message.content().state()) {
            case RESOLVED -> "✅ ";
            case UNKNOWN -> "❔ ";
            case OPEN ->
                switch (message.severity()) {
                    case CRITICAL -> "🔴 ";
                    case WARNING -> "🟠 ";
                    case INFO -> "🔵 ";
                };
        };
    }

    /** Slack's three: without them nothing is a link or a call. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
