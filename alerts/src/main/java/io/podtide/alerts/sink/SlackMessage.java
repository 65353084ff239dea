package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.message.Clean;
import io.podtide.alerts.message.Message;

/** A message as Slack has them. */
final class SlackMessage {

    private static final String EVENT_TYPE = "podtide_message";
    private static final int HEADER = 150;
    private static final int FALLBACK = 500;

    private SlackMessage() {}

    static ObjectNode body(Message message, String channel) {
        var body = Json.object()
                .put("channel", channel)
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
