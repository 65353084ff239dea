package io.podtide.ingest.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageDecoderTest {

    private final List<String> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Test
    void itemsAndWhereToGoOn() throws IOException {
        var meta = read("""
                {"kind":"PodList","metadata":{"resourceVersion":"10","continue":"next"},"items":[
                 {"metadata":{"name":"a"},"spec":{"containers":[{"name":"x"}]}},{"metadata":{"name":"b"}}],"more":[{}]}""");

        assertThat(meta).isEqualTo(new ListMeta("10", "next"));
        assertThat(found).containsExactly("a", "b");
        assertThat(problems).isEmpty();
    }

    @Test
    void aFieldOfTheWrongTypeCostsItsItemAlone() throws IOException {
        var meta = read("""
                {"items":[{"metadata":{"name":"a"}},
                 {"metadata":{"name":"b"},"spec":{"containers":[{"resources":"many"},{"name":"x"}]},"status":{"phase":"Running"}},
                 {"status":{"containerStatuses":[{"restartCount":{"a":{}}}]},"metadata":{"name":"c"}},
                 7, null, [{}],
                 {"metadata":{"name":"d"}}],"metadata":{"resourceVersion":"10"}}""");

        assertThat(meta.resourceVersion()).isEqualTo("10");
        assertThat(found).containsExactly("a", "d");
        assertThat(problems)
                .containsExactly(
                        "spec.containers[0].resources has the wrong type",
                        "status.containerStatuses[0].restartCount has the wrong type");
    }

    @Test
    void whatIsNoListSaysSo() throws IOException {
        assertThat(read("{\"kind\":\"Status\",\"metadata\":{},\"items\":null}")).isEqualTo(new ListMeta("", ""));
    }

    @Test
    void aPageThatIsCutOffIsNone() {
        assertThatThrownBy(() -> read("{\"items\":[{\"metadata\":{\"name\":\"a\"}},{\"metadata\":{\"na"))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> read("{\"items\":[{\"metadata\":{\"name\":\"a\"}}"))
                .isInstanceOf(JsonProcessingException.class);
        assertThat(found).containsExactly("a", "a");
    }

    private ListMeta read(String page) throws IOException {
        try (var parser = new JsonFactory().createParser(page)) {
            parser.nextToken();
            return new PageDecoder(item -> found.add(item.name()), problems::add).read(parser);
        }
    }
}
