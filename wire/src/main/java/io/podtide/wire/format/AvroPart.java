package io.podtide.wire.format;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A part of a record that comes again and again, byte by byte, as the workload of a pod does: whoever reads it passes over it, and
 * is given what was read of these bytes before. One that is kept in a constant is known by it; the value cannot be changed.
 */
public final class AvroPart<T> {

    private final Consumer<AvroInput> pass;
    private final Function<AvroInput, T> read;

    /**
     * @param pass passes over just the bytes that {@code read} reads
     * @param read of bytes that are new
     */
    public AvroPart(Consumer<AvroInput> pass, Function<AvroInput, T> read) {
        this.pass = pass;
        this.read = read;
    }

    void pass(AvroInput in) {
        pass.accept(in);
    }

    T read(AvroInput in) {
        return read.apply(in);
    }
}
