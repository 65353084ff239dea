package io.podtide.wire.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Avro's binary encoding, a field at a time and in the order of the schema's fields. Not thread-safe. */
public final class AvroOutput {

    private byte[] bytes = new byte[1024];
    private int length;

    AvroOutput() {}

    /** {@code int} and {@code long}. */
    public AvroOutput number(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> 63); // zigzag: small ones are short, whatever their sign
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    public AvroOutput bool(boolean value) {
        ensure(1);
        bytes[length++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** {@code timestamp-millis}. */
    public AvroOutput time(Instant value) {
        return number(value.toEpochMilli());
    }

    public AvroOutput text(String value) {
        var encoded = value.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        return raw(encoded);
    }

    /** The null of any {@code union { null, T }}. */
    public AvroOutput none() {
        return number(0);
    }

    /** Before the T of a {@code union { null, T }}. */
    public AvroOutput some() {
        return number(1);
    }

    /** {@code union { null, timestamp_ms }}. */
    public AvroOutput optionalTime(@Nullable Instant value) {
        return optional(value, AvroOutput::time);
    }

    /** {@code union { null, string }}. */
    public AvroOutput optionalText(@Nullable String value) {
        return optional(value, AvroOutput::text);
    }

    /** {@code union { null, long }}. */
    public AvroOutput optionalNumber(@Nullable Long value) {
        return optional(value, AvroOutput::number);
    }

    /** {@code union { null, T }}. */
    public <T> AvroOutput optional(@Nullable T value, BiConsumer<AvroOutput, T> form) {
        if (value == null) {
            return none();
        }
        form.accept(some(), value);
        return this;
    }

    /** {@code array<T>}. */
    public <T> AvroOutput each(List<T> values, BiConsumer<AvroOutput, T> form) {
        if (!values.isEmpty()) {
            number(values.size());
            for (int i = 0; i < values.size(); i++) { // of every record that is written, so no iterator
                form.accept(this, values.get(i));
            }
        }
        return number(0);
    }

    /** {@code map<T>}; sorted, so that the same value is the same bytes in every process. */
    public <T> AvroOutput each(Map<String, T> values, BiConsumer<AvroOutput, T> form) {
        if (!values.isEmpty()) {
            number(values.size());
            var sorted = values.size() == 1 || values instanceof SortedMap ? values : new TreeMap<>(values);
            sorted.forEach((key, value) -> form.accept(text(key), value));
        }
        return number(0);
    }

    AvroOutput begin(byte[] header) {
        length = 0;
        return raw(header);
    }

    byte[] end() {
        return Arrays.copyOf(bytes, length);
    }

    private AvroOutput raw(byte[] some) {
        ensure(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
