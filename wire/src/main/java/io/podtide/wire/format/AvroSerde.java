package io.podtide.wire.format;

import io.podtide.wire.registry.ReleasedSchemas;
import io.podtide.wire.registry.SchemaIds;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes of topics and state stores; one instance serves all threads. */
public final class AvroSerde {

    private AvroSerde() {}

    /**
     * A serde for one topic or store.
     *
     * @param subject as for {@link SchemaIds#idOf}; fixed here, because the name of a changelog topic depends on the
     *     application's id
     */
    public static <T, A extends SpecificRecord> Serde<T> of(String subject, AvroMapping<T, A> mapping, SchemaIds ids) {
        return of(subject, new MappedForm<>(mapping), ids);
    }

    /** The same for what is read and written most. */
    public static <T> Serde<T> of(String subject, AvroLayout<T> layout, SchemaIds ids) {
        return of(subject, new LayoutForm<>(layout), ids);
    }

    private static <T> Serde<T> of(String subject, AvroForm<T> form, SchemaIds ids) {
        return Serdes.serdeFrom(
                new AvroSerializer<>(subject, form, ids), new AvroDeserializer<>(form, ids, ReleasedSchemas.ours()));
    }
}
