package io.podtide.ingest.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T00:32:27Z, 2026-11-21T00:32:27Z",
        "2026-11-21T00:32:27.510670Z, 2026-11-21T00:32:27.510Z",
        "2026-11-21T00:32:27.999999999Z, 2026-11-21T00:32:27.999Z",
        "2026-11-21T00:32:27+00:00, 2026-11-21T00:32:27Z",
        "2022-08-24T11:40:44+02:00, 2022-08-24T09:40:44Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    })
    void rfc3339(String text, String time) {
        assertThat(KubeTime.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "never",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2026-02-30T00:00:00Z",
                "2026-11-21T25:00:00Z",
                "2026-11-21 00:32:27Z",
                "2026/11/21T00:32:27Z",
                "2026-11-21T00:32:27",
                "+0026-11-21T00:32:2Z",
            })
    void nonsenseIsNoTime(String text) {
        assertThat(KubeTime.parse(text)).isNull();
    }
}
