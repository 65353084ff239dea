package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.alerts.calm.Notice;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.message.Message;
import io.podtide.alerts.sink.SlackApi.Reply;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks in a channel for what may have been sent there, by the key in its metadata. */
final class SlackHistory {

    private static final Pattern CHANNEL_ID = Pattern.compile("[CGD][A-Z0-9]{6,}");
    private static final int CLOCKS_DIFFER_SECONDS = 300;
    private static final int PAGES = 10;

    private final SlackApi api;

    SlackHistory(SlackApi api) {
        this.api = api;
    }

    /**
     * What was sent before.
     *
     * @param ts null: nothing, or we may not look
     * @param failure null: the answer can be relied on
     */
    record Found(@Nullable String ts, @Nullable Outcome failure) {
        static final Found NOTHING = new Found(null, null);
    }

    /**
     * @param thread where to look; null: in the channel, for the first message about it
     */
    Found find(Message message, String channel, @Nullable String thread) throws InterruptedException {
        if (!CHANNEL_ID.matcher(channel).matches()) {
            return Found.NOTHING;
        }
        var since = message.handle().getOrDefault(Notice.SINCE, message.since().toString());
        var oldest = Long.toString(Instant.parse(since).getEpochSecond() - CLOCKS_DIFFER_SECONDS);
        var query = new HashMap<>(
                Map.of("channel", channel, "oldest", oldest, "include_all_metadata", "true", "limit", "200"));
        if (thread != null) {
            query.put("ts", thread);
        }
        var method = thread == null ? "conversations.history" : "conversations.replies";
        for (int page = 0; page < PAGES; page++) {
            var reply = api.get(method, query);
            if (reply instanceof Reply.Wrong wrong) {
                return wrong.error().equals("missing_scope") ? Found.NOTHING : new Found(null, wrong.outcome());
            }
            var ok = (Reply.Ok) reply;
            for (var sent : ok.answer().path("messages")) {
                boolean threaded =
                        sent.has("thread_ts") && !sent.path("thread_ts").equals(sent.path("ts"));
                if (threaded == (thread != null)
                        && same(sent.path("metadata").path("event_payload"), message, thread)) {
                    return new Found(sent.path("ts").asText(), null);
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
}
