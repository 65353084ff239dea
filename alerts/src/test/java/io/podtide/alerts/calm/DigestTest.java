package io.podtide.alerts.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Outcome.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final String CONFIG = """
            receivers: [{name: mail, webhook: {url: "http://localhost/"}}]
            digest: {at: "12:00", zone: UTC, to: {shop: mail}}
            """;

    @Test
    void aDayIsToldOnceWithATrend() {
        var editions = new ArrayList<String>();
        var driven = Driven.begun(CONFIG).receiver("mail", d -> {
            var day = d.edition().day();
            editions.add(day.fresh() + " new " + day.recurring() + " recurring " + day.fixed() + " fixed "
                    + d.edition().trend());
            return Arrived.PLAIN;
        });
        var a = new AnIncident("a");
        var child = new AnIncident("child").partOf("a");
        var others = new AnIncident("others").labels(Map.of("team", "pay"));
        driven.take(a.next(), child.next(), others.next(), new AnIncident("b").next());
        driven.after(Duration.ofMinutes(119));
        assertThat(editions).isEmpty();
        driven.restart().after(Duration.ofMinutes(2));
        assertThat(editions).containsExactly("2 new 0 recurring 0 fixed →");
        driven.take(a.resolved().next())
                .after(Duration.ofMinutes(10))
                .take(a.open().next());
        driven.after(Duration.ofHours(24)).restart();
        assertThat(editions).containsExactly("2 new 0 recurring 0 fixed →", "0 new 1 recurring 1 fixed ↓");
    }

    @Test
    void whatIsMutedIsNotCounted() {
        var counts = new ArrayList<Integer>();
        var mute = "\nmutes: [{match: {workload: b}, until: 2999-01-01T00:00:00Z, owner: me, reason: tests}]\n";
        var driven = Driven.begun(CONFIG.strip() + mute).receiver("mail", d -> {
            counts.add(d.edition().day().begun());
            return Arrived.PLAIN;
        });
        driven.take(new AnIncident("a").next(), new AnIncident("b").next()).after(Duration.ofHours(2));
        assertThat(counts).containsExactly(1);
    }

    @Test
    void oneThatWasBeingSentIsSentAgainUnderItsKey() {
        var sent = new ArrayList<String>();
        var driven = Driven.begun(CONFIG).receiver("mail", d -> {
            sent.add(d.ref().entity() + "/" + d.attempt().number());
            return Arrived.PLAIN;
        });
        driven.take(new AnIncident("a").next()).after(Duration.ofMinutes(119)).seconds(59);
        driven.killedWhileSending();
        assertThat(sent).containsExactly("digest/shop/1");
    }
}
