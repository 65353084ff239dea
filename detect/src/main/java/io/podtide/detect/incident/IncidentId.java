package io.podtide.detect.incident;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** Ids of incidents: UUIDs of version 5 (RFC 9562), so that the same failure has the same id whoever works it out. */
public final class IncidentId {

    /** Podtide's own namespace for names. */
    private static final UUID NAMESPACE = UUID.fromString("6f7d3c52-5d0e-5a43-9c0b-7064746964e5");

    private IncidentId() {}

    /** The id of what began to fail then. */
    public static String of(String cluster, String subject, Incident.Kind kind, Instant startedAt) {
        var name = String.join("\n", cluster, subject, kind.name(), Long.toString(startedAt.toEpochMilli()));
        return version5(name).toString();
    }

    private static UUID version5(String name) {
        var sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
