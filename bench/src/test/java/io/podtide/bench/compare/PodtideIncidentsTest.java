package io.podtide.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podtide.bench.compare.Signal.Spell;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodtideIncidentsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Subject CART = new Subject("c", "Deployment", "shop", "cart");

    private final Owners owners = new Owners();
    private final PodtideIncidents incidents = new PodtideIncidents(owners);

    private void add(String id, String state, int minute, String more) throws JsonProcessingException {
        var text =
                "{'id':'%s','state':'%s','kind':'PENDING','cause':'QUOTA_EXCEEDED','cluster':'c','updatedAt':'%s',%s}"
                        .formatted(id, state, at(minute), more);
        incidents.add(JSON.readTree(text.replace('\'', '"')));
    }

    private static Instant at(int minute) {
        return Instant.parse("2026-03-01T12:00:00Z").plusSeconds(60L * minute);
    }

    @Test
    void aSpellLastsFromOpeningToResolution() throws JsonProcessingException {
        var cart = "'scope':'WORKLOAD','workloadKind':'Deployment','namespace':'shop','workload':'cart'";
        add("i", "OPEN", 1, cart);
        add("i", "UNKNOWN", 2, cart);
        add("i", "RESOLVED", 3, cart);
        add("i", "OPEN", 5, cart);
        assertThat(incidents.all()).singleElement().satisfies(signal -> {
            assertThat(signal.name()).isEqualTo("PENDING");
            assertThat(signal.cause()).isEqualTo("QUOTA_EXCEEDED");
            assertThat(signal.subjects()).containsExactly(CART);
            assertThat(signal.spells()).containsExactly(new Spell(at(1), at(3)), new Spell(at(5), Instant.MAX));
        });
    }

    @Test
    void oneOfANodeIsAlsoOfItsPodsAndOfItsChildren() throws JsonProcessingException {
        owners.add("c", JSON.readTree("{\"metadata\":{\"name\":\"p\",\"namespace\":\"shop\",\"uid\":\"u\"}}"));
        add("n", "OPEN", 1, "'scope':'NODE','node':'n1','pods':[{'uid':'u'},{'uid':'unknown'}]");
        add(
                "k",
                "OPEN",
                2,
                "'scope':'WORKLOAD','workloadKind':'Deployment','namespace':'shop','workload':'cart','parentId':'n'");
        assertThat(incidents.all().get(0).subjects())
                .isEqualTo(Set.of(Subject.node("c", "n1"), new Subject("c", "Pod", "shop", "p"), CART));
    }
}
