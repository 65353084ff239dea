package io.podtide.alerts.message;

import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.config.AlertsConfig;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.detect.incident.Incident;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes messages of deliveries. */
public final class Messages {

    private static final int TITLE = 200;
    private static final int TEXT = 2_800;

    private final AlertsConfig config;
    private final UnaryOperator<String> mask;

    /** @param mask takes secrets out of a text */
    public Messages(AlertsConfig config, UnaryOperator<String> mask) {
        this.config = config;
        this.mask = mask;
    }

    public Message of(Delivery delivery) {
        var ref = delivery.ref();
        var attempt = delivery.attempt();
        var incidents = delivery.incidents().stream()
                .map(incident -> Masked.of(incident, mask))
                .toList();
        var masked = delivery.with(incidents);
        var id = ref.entity().substring(ref.entity().indexOf('/') + 1);
        var link = incidents.size() == 1 && delivery.count() == 1 ? link(incidents.get(0)) : null;
        var words = new Words(masked, link);
        var wording = wording(ref.receiver());
        var body = Clean.text(words.body(), TEXT);
        var change = Clean.line(words.change(), TITLE);
        return new Message(
                id,
                key(delivery),
                attempt.reason(),
                attempt.content(),
                delivery.told(),
                attempt.content().severity(),
                delivery.team(),
                incidents,
                delivery.count(),
                delivery.open(),
                delivery.what(),
                delivery.edition(),
                delivery.handle(),
                attempt.maybe(),
                attempt.since(),
                Clean.line(own(wording.title(), words, words.title()), TITLE),
                Clean.text(own(wording.text(), words, change.isEmpty() ? body : change + '\n' + body), TEXT),
                Clean.text(own(wording.text(), words, body), TEXT),
                change,
                link);
    }

    /** The same for all attempts. */
    public static String key(Delivery delivery) {
        return delivery.ref().entity()
                + '/'
                + delivery.ref().receiver()
                + '/'
                + delivery.attempt().number();
    }

    /** Digests and storms have no fields of one incident to be filled in. */
    private static String own(@Nullable String template, Words words, String ours) {
        return template == null || words.several() ? ours : words.fill(template);
    }

    private Wording wording(String name) {
        var receiver = config.receivers().get(name);
        return receiver == null ? Receiver.Wording.OURS : receiver.wording();
    }

    private @Nullable String link(Incident incident) {
        var template = config.link();
        return template == null
                ? null
                : template.replace("{id}", incident.id()).replace("{cluster}", url(incident.cluster()));
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
