package io.podtide.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_763_715_600_123L, 999_999_999_999_999_999L})
    void isReadAsItWasWritten(long number) {
        assertThat(Epoch.of(new RecordHeaders(new Epoch(number).headers()))).isEqualTo(new Epoch(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "12a", "1e3", " 5", "9223372036854775808", "99999999999999999999"})
    void whatIsNoNumberIsNone(String text) {
        var headers = new RecordHeaders().add(Epoch.HEADER, text.getBytes(UTF_8));
        assertThat(Epoch.of(headers)).isEqualTo(Epoch.NONE);
    }

    @Test
    void aHeaderWithoutValueIsNone() {
        assertThat(Epoch.of(new RecordHeaders().add(Epoch.HEADER, null))).isEqualTo(Epoch.NONE);
    }
}
