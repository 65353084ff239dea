package io.podtide.ingest.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManagedFieldsTest {

    @Test
    void areTakenOutWhereverTheyStand() {
        var fields = "[{\"manager\":\"kubelet\",\"fieldsV1\":{\"f:x\":{\"k:{\\\"type\\\":\\\"Rea]dy\\\\\\\"}\":{}}}}]";

        assertThat(cut("{\"metadata\":{\"managedFields\":" + fields + ",\"name\":\"a\"}}"))
                .isEqualTo("{\"metadata\":{\"managedFields\":[],\"name\":\"a\"}}");
        assertThat(cut("{\"metadata\":{\"name\":\"a\",\"managedFields\":" + fields + "}}"))
                .isEqualTo("{\"metadata\":{\"name\":\"a\",\"managedFields\":[]}}");
        assertThat(cut("{\"managedFields\":[]}")).isEqualTo("{\"managedFields\":[]}");
    }

    @Test
    void aTextThatSpeaksOfThemIsNone() {
        assertUntouched("{\"message\":\"{\\\"managedFields\\\":[1]}\"}");
        assertUntouched("{\"message\":\"a,\\\"managedFields\",\"x\":[1]}");
        assertUntouched("{\"unmanagedFields\":[1],\"managedFieldsX\":[2],\"managedFields\":null}");
    }

    @Test
    void whatIsNoJsonIsLeftAsItIs() {
        assertUntouched("{\"managedFields\":[{\"a\":\"");
        assertUntouched("{\"managedFields\":[{\"a\":\"\\");
        assertUntouched("{\"managedFields\":[{\"a\":1}");
        assertUntouched("{\"managedFields\":");
        assertUntouched("");
    }

    private static void assertUntouched(String text) {
        assertThat(cut(text)).isEqualTo(text);
    }

    /** In the middle of other text, which must stay as it is. */
    private static String cut(String text) {
        var before = "]}\"";
        var after = "\"managedFields\":[]}]";
        var bytes = (before + text + after).getBytes(UTF_8);
        var length = text.getBytes(UTF_8).length;
        var left = ManagedFields.cut(bytes, before.length(), length);
        assertThat(new String(bytes, UTF_8)).startsWith(before).endsWith(after);
        return new String(bytes, before.length(), left, UTF_8);
    }
}
