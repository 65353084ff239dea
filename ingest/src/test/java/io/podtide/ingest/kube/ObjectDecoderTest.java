package io.podtide.ingest.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectDecoderTest {

    private final List<String> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final ObjectDecoder decoder = new ObjectDecoder(
            object -> found.add(object.display()), (line, problem) -> problems.add(line + ": " + problem));

    @Test
    void theItemsOfAListAndWhatItSaysOfItself() throws IOException {
        var json = "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"12\",\"continue\":\"abc\"},"
                + "\"items\":[{\"metadata\":{\"name\":\"p\"}},{\"metadata\":{\"name\":\"q\"}}]}";
        try (var parser = KubeJson.MAPPER.createParser(json)) {
            parser.nextToken();
            assertThat(decoder.readListOrObject(parser)).isEqualTo(new ListMeta("12", "abc"));
        }

        assertThat(found).containsExactly("object p", "object q");
    }

    @Test
    void objectsArraysAndListsOneAfterTheOther() throws IOException {
        read(
                "{\"kind\":\"Pod\"} [{\"kind\":\"Event\"}, 7] {\"items\":[{\"kind\":\"Node\"}],\"kind\":\"List\"} \"text\" null");

        assertThat(found).containsExactly("Pod", "Event", "Node");
        assertThat(problems).isEmpty();
    }

    @Test
    void oneBadItemCostsNoOther() throws IOException {
        read(
                "{\"items\":[\n{\"kind\":\"Pod\",\"metadata\":{\"name\":[]}},\n{\"kind\":\"Pod\",\"status\":[]},\n{\"kind\":\"Event\"}]}");

        assertThat(found).containsExactly("Event");
        assertThat(problems)
                .containsExactly("2: Pod : metadata.name has the wrong type", "3: Pod : status has the wrong type");
    }

    @Test
    void theEndMayBeMissing() throws IOException {
        read("{\"items\":[{\"kind\":\"Pod\"},\n{\"kind\":");

        assertThat(found).containsExactly("Pod");
        assertThat(problems).containsExactly("2: ends in the middle of an object");
    }

    private void read(String json) throws IOException {
        try (var parser = KubeJson.MAPPER.createParser(json)) {
            decoder.readAll(parser);
        }
    }
}
