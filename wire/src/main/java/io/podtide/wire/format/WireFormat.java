package io.podtide.wire.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** How a record says which schema it was written with. */
final class WireFormat {

    /** First byte of the Confluent wire format; a schema id, big-endian, follows. */
    static final byte CONFLUENT = 0;

    static final int HEADER_LENGTH = 5;

    /** Single-object encoding: C3 01, then the fingerprint, little-endian. */
    static final int SINGLE_OBJECT_HEADER_LENGTH = 10;

    private WireFormat() {}

    /** An Integer for a schema id, a Long for a fingerprint, null where it is neither format. */
    static @Nullable Number schemaKey(byte[] bytes) {
        if (bytes.length >= HEADER_LENGTH && bytes[0] == CONFLUENT) {
            return ByteBuffer.wrap(bytes).getInt(1);
        }
        if (bytes.length >= SINGLE_OBJECT_HEADER_LENGTH && bytes[0] == (byte) 0xC3 && bytes[1] == 1) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        }
        return null;
    }

    static int headerLength(Number schemaKey) {
        return schemaKey instanceof Integer ? HEADER_LENGTH : SINGLE_OBJECT_HEADER_LENGTH;
    }

    /** For messages: {@code schema id 17}, {@code fingerprint 00000000000000ff}. */
    static String display(Number schemaKey) {
        return schemaKey instanceof Integer
                ? "schema id " + schemaKey
                : "fingerprint %016x".formatted(schemaKey.longValue());
    }
}
