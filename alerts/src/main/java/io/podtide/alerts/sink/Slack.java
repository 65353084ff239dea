package io.podtide.alerts.sink;

import io.podtide.alerts.config.Reads;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.config.ReceiverKind;
import io.podtide.alerts.config.Secret;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Slack's Web API.
 *
 * @param channel name or id
 * @param token of a bot
 * @param api where the methods are
 */
record Slack(String name, String channel, Secret token, URI api, Wording wording) implements SinkReceiver {

    @Override
    public Sink open(Http http) {
        return new SlackSink(this, http);
    }

    @Override
    public List<Secret> credentials() {
        return List.of(token);
    }

    @Override
    public List<URI> urls() {
        return List.of(api);
    }

    static final class Kind implements ReceiverKind {

        private static final URI API = URI.create("https://slack.com/api/");

        @Override
        public String key() {
            return "slack";
        }

        @Override
        public Optional<Receiver> read(String name, Section section, Wording wording) {
            section.allow(List.of("channel", "token", "api"));
            var channel = section.require("channel").flatMap(Value::words);
            var token = section.require("token").flatMap(Reads::secret);
            var api = section.get("api").flatMap(Reads::url).orElse(API);
            return channel.flatMap(c -> token.map(t -> new Slack(name, c, t, api, wording)));
        }
    }
}
