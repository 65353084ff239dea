package io.podtide.wire.format;

import java.io.IOException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** How values stand in the bytes behind the header of a record. */
interface AvroForm<T> {

    /** What is written, and what others write is read as. */
    Schema schema();

    /** For one thread. */
    Encoding<T> encoding();

    /** For one thread, and for what was written by this schema. */
    Decoding<T> decoding(Schema writer);

    /** A value to bytes. */
    interface Encoding<T> {
        byte[] encode(byte[] header, T value) throws IOException;
    }

    /** Bytes to a value. */
    interface Decoding<T> {
        /** Null for a record that says something newer than this version. */
        @Nullable
        T decode(byte[] bytes, int from) throws IOException;
    }
}
