package io.podtide.wire.format;

import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * How values of ours stand in records.
 *
 * @param schema the schema of {@code A}, to write with and to read into
 * @param fromAvro empty for a record that says something newer than this version: it is read as a record without value
 */
public record AvroMapping<T, A extends SpecificRecord>(
        Schema schema, Function<T, A> toAvro, Function<A, Optional<T>> fromAvro) {

    /** For records that every version understands. */
    public static <T, A extends SpecificRecord> AvroMapping<T, A> total(
            Schema schema, Function<T, A> toAvro, Function<A, T> fromAvro) {
        return new AvroMapping<>(schema, toAvro, avro -> Optional.of(fromAvro.apply(avro)));
    }
}
