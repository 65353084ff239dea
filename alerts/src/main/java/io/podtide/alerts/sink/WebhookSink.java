package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.config.UrlText;
import io.podtide.alerts.message.Message;
import io.podtide.wire.IncidentJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * CloudEvents 1.0 in structured mode, signed as the Standard Webhooks specification has it ({@code webhook-id}, {@code
 * webhook-timestamp}, {@code webhook-signature}), for which there are libraries in most languages.
 */
final class WebhookSink implements Sink {

    private static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";
    private static final String HMAC = "HmacSHA256";
    private static final String KEY_PREFIX = "whsec_";
    private static final int LARGEST = 256 * 1024;

    private final Webhook receiver;
    private final Http http;

    WebhookSink(Webhook receiver, Http http) {
        this.receiver = receiver;
        this.http = http;
    }

    @Override
    public Outcome send(Message message) throws InterruptedException {
        try {
            var url = UrlText.parse(receiver.url().read());
            var id = UUID.nameUUIDFromBytes(message.key().getBytes(StandardCharsets.UTF_8))
                    .toString();
            var body = body(event(message, id));
            if (body.length > LARGEST) {
                return new Refused("bigger than " + LARGEST + " bytes");
            }
            var headers = new HashMap<>(Credentials.headers(receiver.login()));
            headers.putAll(signature(id, body));
            return Http.outcome(http.post(url, CONTENT_TYPE, body, headers));
        } catch (IOException e) {
            return Credentials.missing(e);
        }
    }

    private static ObjectNode event(Message message, String id) {
        var event = Json.object()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/podtide/alerts")
                .put("type", "io.podtide.incident." + message.reason().name().toLowerCase(Locale.ROOT))
                .put("subject", message.id())
                .put("time", message.since().toString())
                .put("datacontenttype", "application/json");
        var data = event.putObject("data")
                .put("title", message.title())
                .put("text", message.text())
                .put("change", message.change())
                .put("state", message.content().state().name())
                .put("severity", message.severity().name())
                .put("team", message.team())
                .put("link", message.link())
                .put("count", message.count())
                .put("open", message.open())
                .put("inCommon", message.what());
        var incidents = data.putArray("incidents");
        message.incidents().forEach(incident -> incidents.add(IncidentJson.toTree(incident)));
        return event;
    }

    /** What can be looked up goes first where it is too big. */
    private static byte[] body(ObjectNode event) {
        var body = Json.bytes(event);
        for (var field : new String[] {"evidence", "pods", "remedy", "causeDetail"}) {
            if (body.length <= LARGEST) {
                return body;
            }
            event.path("data").path("incidents").forEach(incident -> ((ObjectNode) incident).putNull(field));
            body = Json.bytes(event);
        }
        return body;
    }

    private Map<String, String> signature(String id, byte[] body) throws IOException {
        var headers = new HashMap<String, String>();
        headers.put("webhook-id", id);
        var time = Long.toString(Instant.now().getEpochSecond());
        headers.put("webhook-timestamp", time);
        if (receiver.secret() != null) {
            headers.put("webhook-signature", "v1," + sign(receiver.secret().read(), id + '.' + time + '.', body));
        }
        return headers;
    }

    /** A secret is bytes in Base64 after {@code whsec_}, or its own characters. */
    static String sign(String secret, String prefix, byte[] body) throws IOException {
        var key = key(secret);
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(prefix.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static byte[] key(String secret) throws IOException {
        if (!secret.startsWith(KEY_PREFIX)) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(secret.substring(KEY_PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IOException("what follows " + KEY_PREFIX + " in the secret of the signature is no Base64");
        }
    }
}
