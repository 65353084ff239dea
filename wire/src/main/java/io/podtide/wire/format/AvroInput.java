package io.podtide.wire.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding, a field at a time and in the order of the schema's fields. Bytes that are no such record end in a
 * {@link RuntimeException}. Not thread-safe.
 */
public final class AvroInput {

    /** In bytes: an image with its digest. */
    private static final int LONGEST_WORD = 128;

    /** In bytes: the labels of a pod, or a container's name and image. */
    private static final int LONGEST_PART = 512;

    private static final AvroPart<String> WORD = new AvroPart<>(in -> in.passTexts(1), AvroInput::text);

    private final KnownParts parts = new KnownParts();
    private final KnownTimes times = new KnownTimes();
    private byte[] bytes = {};
    private int at;

    AvroInput() {}

    /** {@code long}. */
    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new AvroRuntimeException("a number has no end");
    }

    /** {@code int}, or which of its symbols an {@code enum} is. */
    public int small() {
        return Math.toIntExact(number());
    }

    public boolean bool() {
        return bytes[at++] == 1;
    }

    /** {@code timestamp-millis}. */
    public Instant time() {
        return times.of(number());
    }

    /** A {@code string} that hardly comes again: a message, what is of one pod only. */
    public String text() {
        return text(length());
    }

    private String text(int length) {
        var text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** A {@code string} that has most often been read before, and is the same object then. */
    public String word() {
        int length = length();
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_WORD) {
            return text(length);
        }
        int from = at;
        long hash = KnownParts.hash(bytes, from, length);
        var known = parts.find(WORD, hash, bytes, from, length);
        if (known == null) {
            known = text(length);
            parts.keep(WORD, hash, bytes, from, length, known);
        }
        at = from + length;
        return known;
    }

    /** What has most often been read before, and is the same object then. */
    public <T> T known(AvroPart<T> part) {
        int from = at;
        part.pass(this);
        int length = at - from;
        if (length > LONGEST_PART) {
            at = from;
            return part.read(this);
        }
        long hash = KnownParts.hash(bytes, from, length);
        var known = parts.find(part, hash, bytes, from, length);
        if (known == null) {
            at = from;
            known = part.read(this);
            parts.keep(part, hash, bytes, from, length, known);
        }
        return known;
    }

    /** Passes over a {@code string}, or several. */
    public void passTexts(int count) {
        for (int i = 0; i < count; i++) {
            int length = length(); // which moves on by itself
            at += length;
        }
    }

    /** Passes over a {@code map<string>}. */
    public void passTextsByName() {
        for (long count = block(); count != 0; count = block()) {
            for (long i = 0; i < count; i++) {
                passTexts(2);
            }
        }
    }

    private int length() {
        int length = small();
        if (length < 0 || length > bytes.length - at) {
            throw new AvroRuntimeException("a text is longer than what is left");
        }
        return length;
    }

    /** Of a {@code union { null, T }}; if it is not null, the T comes next. */
    public boolean isNull() {
        return switch (small()) {
            case 0 -> true;
            case 1 -> false;
            default -> throw new AvroRuntimeException("a union has no such branch");
        };
    }

    /** {@code union { null, timestamp_ms }}. */
    public @Nullable Instant optionalTime() {
        return isNull() ? null : time();
    }

    /** {@code union { null, string }}. */
    public @Nullable String optionalWord() {
        return isNull() ? null : word();
    }

    /** {@code union { null, long }}. */
    public @Nullable Long optionalNumber() {
        return isNull() ? null : number();
    }

    /** {@code union { null, T }}. */
    public <T> @Nullable T optional(Function<AvroInput, T> form) {
        return isNull() ? null : form.apply(this);
    }

    /** {@code array<T>}, which cannot be changed. */
    public <T> List<T> each(Function<AvroInput, T> form) {
        long count = block();
        if (count == 0) {
            return List.of();
        }
        if (count == 1) { // as most have one container
            var only = form.apply(this);
            count = block();
            return count == 0 ? List.of(only) : all(new ArrayList<>(List.of(only)), count, form);
        }
        return all(new ArrayList<>((int) Math.min(count, 16)), count, form); // it may be a lie
    }

    private <T> List<T> all(List<T> begun, long count, Function<AvroInput, T> form) {
        for (long left = count; left != 0; left = block()) {
            for (long i = 0; i < left; i++) {
                begun.add(form.apply(this));
            }
        }
        return List.copyOf(begun);
    }

    /** {@code map<T>}, in the order in which it is written. */
    public <T> Map<String, T> eachByName(Function<AvroInput, T> form) {
        long count = block();
        if (count == 0) {
            return Map.of();
        }
        var all = new LinkedHashMap<String, T>();
        for (; count != 0; count = block()) {
            for (long i = 0; i < count; i++) {
                all.put(word(), form.apply(this));
            }
        }
        return all;
    }

    /** Of an array or a map: how many come before the next count; 0 behind the last. */
    private long block() {
        long count = number();
        if (count < 0) { // what follows is told in bytes, too, for those who pass over it
            number();
            count = -count;
            if (count < 0) {
                throw new AvroRuntimeException("a list has no such length");
            }
        }
        return count;
    }

    AvroInput begin(byte[] record, int from) {
        bytes = record;
        at = from;
        return this;
    }

    void end() {
        if (at != bytes.length) {
            throw new AvroRuntimeException("bytes are left over");
        }
        bytes = new byte[0];
    }
}
