package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class WallClockBoundTimestampsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private static long extract(long timestamp) {
        var record = new ConsumerRecord<Object, Object>(
                "topic",
                0,
                0L,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
        return new WallClockBoundTimestamps().extract(record, 77);
    }

    @Test
    void theTimestampOfTheRecordCounts() {
        assertThat(extract(Times.START.toEpochMilli())).isEqualTo(Times.START.toEpochMilli());
        assertThat(extract(0)).isZero();
        long soon = System.currentTimeMillis() + DAY / 2;
        assertThat(extract(soon)).isEqualTo(soon);
    }

    @Test
    void aRecordWithoutOneIsOfTheBeginning() {
        assertThat(extract(ConsumerRecord.NO_TIMESTAMP)).isZero();
        assertThat(extract(Long.MIN_VALUE)).isZero();
    }

    @Test
    void nothingIsLaterThanTomorrow() {
        long before = System.currentTimeMillis();
        long extracted = extract(Long.MAX_VALUE);
        assertThat(extracted).isBetween(before + DAY, System.currentTimeMillis() + DAY);
    }
}
