package io.podtide.ingest.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * What a login program says: client.authentication.k8s.io ExecCredential.
 *
 * @param token empty where it gives a certificate
 * @param certificate PEM, empty where it gives a token
 * @param key PEM
 * @param expires far in the future where it does not say
 */
record ExecCredential(String token, String certificate, String key, Instant expires) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** So long before its end a credential is replaced, so that none ends on its way. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    static ExecCredential parse(byte[] output) throws IOException {
        var status = JSON.readTree(output).path("status");
        var read = new ExecCredential(
                status.path("token").asText(""),
                status.path("clientCertificateData").asText(""),
                status.path("clientKeyData").asText(""),
                time(status.path("expirationTimestamp")));
        if (read.token.isEmpty() && read.certificate.isEmpty()) {
            throw new IOException("neither a token nor a certificate");
        }
        return read;
    }

    private static Instant time(JsonNode text) {
        try {
            return text.isTextual() ? Instant.parse(text.asText()) : Instant.MAX;
        } catch (DateTimeParseException e) {
            return Instant.MAX; // a server that takes it no more says so
        }
    }

    boolean isUsableAt(Instant now) {
        return expires.equals(Instant.MAX) || now.isBefore(expires.minus(EARLY));
    }

    /** It may be a secret. */
    @Override
    public String toString() {
        return "ExecCredential until " + expires;
    }
}
