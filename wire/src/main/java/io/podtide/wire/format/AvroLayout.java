package io.podtide.wire.format;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * How values of ours stand in records, field by field: for what is read and written so often that the objects of Avro in
 * between, and its way from field to field, are most of the cost.
 *
 * @param schema whose fields are written, and read, in their order
 */
public record AvroLayout<T>(Schema schema, BiConsumer<AvroOutput, T> write, Function<AvroInput, T> read) {}
