package io.podtide.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.config.ReceiverKind;
import io.podtide.alerts.config.Secret;
import io.podtide.alerts.message.Message;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another sink is one file: this one. */
class AnotherSinkTest {

    private static final List<String> RUNG = new ArrayList<>();

    /** @param door where it hangs */
    private record Bell(String name, String door, Wording wording) implements SinkReceiver, Sink {

        @Override
        public Sink open(Http http) {
            return this;
        }

        @Override
        public Outcome send(Message message) {
            RUNG.add(door + ": " + message.title());
            return Arrived.PLAIN;
        }

        @Override
        public List<Secret> credentials() {
            return List.of();
        }

        static final class Kind implements ReceiverKind {

            @Override
            public String key() {
                return "bell";
            }

            @Override
            public Optional<Receiver> read(String name, Section section, Wording wording) {
                section.allow(List.of("door"));
                return section.require("door").flatMap(Value::words).map(door -> new Bell(name, door, wording));
            }
        }
    }

    @Test
    void itIsWrittenRoutedToAndSentTo() throws Exception {
        var config = AlertsReader.read("""
                        receivers: [{name: porter, bell: {door: north}}]
                        fallback: porter
                        """, List.of(new Bell.Kind())).orThrow();
        var receiver = config.receivers().get("porter");
        var message = AMessage.of(Reason.OPENED, new AnIncident("a").next());
        assertThat(new Sinks().of(receiver).send(message)).isEqualTo(Arrived.PLAIN);
        assertThat(RUNG).containsExactly("north: " + message.title());
        assertThat(AlertsReader.read("receivers: [{name: porter, bell: {dor: north}}]", List.of(new Bell.Kind()))
                        .problems())
                .hasSize(2);
    }
}
