package io.podtide.alerts.sink;

import io.podtide.alerts.config.Reads;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.config.ReceiverKind;
import io.podtide.alerts.config.Secret;
import io.podtide.rules.Section;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** PagerDuty's Events API v2. */
record PagerDuty(String name, Secret routingKey, URI url, Wording wording) implements SinkReceiver {

    @Override
    public Sink open(Http http) {
        return new PagerDutySink(this, http);
    }

    @Override
    public List<Secret> credentials() {
        return List.of(routingKey);
    }

    @Override
    public List<URI> urls() {
        return List.of(url);
    }

    @Override
    public boolean takesDigests() {
        return false;
    }

    static final class Kind implements ReceiverKind {

        private static final URI EVENTS = URI.create("https://events.pagerduty.com/v2/enqueue");

        @Override
        public String key() {
            return "pagerduty";
        }

        @Override
        public Optional<Receiver> read(String name, Section section, Wording wording) {
            section.allow(List.of("routing-key", "url"));
            var url = section.get("url").flatMap(Reads::url).orElse(EVENTS);
            return section.require("routing-key")
                    .flatMap(Reads::secret)
                    .map(routingKey -> new PagerDuty(name, routingKey, url, wording));
        }
    }
}
