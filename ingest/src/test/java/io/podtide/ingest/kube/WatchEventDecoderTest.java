package io.podtide.ingest.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchEventDecoderTest {

    private final List<String> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Test
    void aLine() {
        decode("{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\",\"uid\":\"u\"}}}");

        assertThat(found).containsExactly("ADDED Pod p");
        assertThat(problems).isEmpty();
    }

    @Test
    void theErrorOfAWatch() {
        WatchEventDecoder.decode(
                """
                {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
                 "message":"too old resource version: 1 (2)","reason":"Expired","code":410}}
                """.getBytes(UTF_8),
                event -> {
                    assertThat(event.object()).isNotNull();
                    assertThat(event.object().code()).isEqualTo(410);
                    assertThat(event.object().reason()).isEqualTo("Expired");
                    found.add(event.type());
                },
                this::problem);

        assertThat(found).containsExactly("ERROR");
        assertThat(problems).isEmpty();
    }

    @Test
    void severalPrettyPrinted() {
        decode(
                "{\n  \"type\": \"ADDED\",\n  \"object\": {\"kind\": \"Pod\"}\n}\n{\n  \"type\": \"DELETED\",\n  \"object\": {\"kind\": \"Node\"}\n}");

        assertThat(found).containsExactly("ADDED Pod", "DELETED Node");
    }

    @Test
    void aWrongTypeCostsOneObjectAndIsNamedWithoutItsContents() {
        decode("""
                {"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"p","namespace":"n"},"spec":{"containers":[{"name":{"a":"hunter2"}}]}}}
                {"type":"MODIFIED","object":{"kind":"Event","metadata":{"name":"e"},"count":"hunter2"}}
                {"type":"DELETED","object":{"kind":"Pod"}}
                """);

        assertThat(found).containsExactly("DELETED Pod");
        assertThat(problems)
                .containsExactly(
                        "1: Pod n/p: spec.containers[0].name has the wrong type",
                        "2: Event e: count has the wrong type");
    }

    @Test
    void aWrongTypeCostsANodeButNotOneOfOthers() {
        decode("""
                {"type":"ADDED","object":{"kind":"Node","apiVersion":"v1","metadata":{"name":"n"},"status":{"conditions":{}}}}
                {"type":"ADDED","object":{"kind":"Node","apiVersion":"longhorn.io/v1beta1","metadata":{"name":"l"},"status":{"conditions":{}}}}
                """);

        assertThat(found).containsExactly("ADDED Node l");
        assertThat(problems).containsExactly("1: Node n: status.conditions has the wrong type");
    }

    @Test
    void aNumberTooLargeIsAWrongType() {
        decode(
                "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Event\",\"metadata\":{\"name\":\"e\"},\"count\":99999999999}}");

        assertThat(problems).containsExactly("1: Event e: count has the wrong type");
    }

    @Test
    void otherKindsMayLookAsTheyLike() {
        decode(
                "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"},\"spec\":{\"containers\":3},\"source\":[]}}");

        assertThat(found).containsExactly("ADDED Widget w");
        assertThat(problems).isEmpty();
    }

    @Test
    void textThatEndsTooEarly() {
        decode("{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\",\"meta");

        assertThat(found).isEmpty();
        assertThat(problems).containsExactly("1: ends in the middle of an object");
    }

    @Test
    void textThatIsNoJson() {
        decode("{\"type\":\"ADDED\",\"object\":{}}\nhunter2");

        assertThat(found).containsExactly("ADDED object");
        assertThat(problems).containsExactly("2: cannot be parsed at column 1");
    }

    @Test
    void whatHasNoObject() {
        decode("{\"kind\":\"Pod\"}\n\"text\"\n[1]");

        assertThat(problems)
                .containsExactly(
                        "1: is no watch event: it has no object",
                        "2: is no watch event: it has no object",
                        "3: is no watch event: it has no object");
    }

    private void decode(String text) {
        WatchEventDecoder.decode(
                text.getBytes(UTF_8),
                event -> found.add(event.type() + ' ' + event.object().display()),
                this::problem);
    }

    private void problem(int line, String problem) {
        problems.add(line + ": " + problem);
    }
}
