package io.podtide.cli.chaos;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A time that one process sets and others read, in a file that all of them have mapped. */
final class SharedTime {

    private final MappedByteBuffer millis;

    private SharedTime(MappedByteBuffer millis) {
        this.millis = millis;
    }

    static SharedTime in(Path file) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedTime(channel.map(MapMode.READ_WRITE, 0, Long.BYTES)); // stays mapped
        }
    }

    void set(Instant now) {
        millis.putLong(0, now.toEpochMilli());
    }

    Instant now() {
        return Instant.ofEpochMilli(millis.getLong(0));
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("observations are in UTC");
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }
}
