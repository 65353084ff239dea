package io.podtide.cli.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.tls.HeldCertificate;

/** An authority, and certificates that it signs. All of it is made when the tests run. */
final class Pki {

    private final HeldCertificate authority;

    Pki(String name) {
        authority = new HeldCertificate.Builder()
                .commonName(name)
                .certificateAuthority(0)
                .build();
    }

    /** @param hosts empty for a client */
    HeldCertificate certificate(String commonName, String... hosts) {
        var builder = new HeldCertificate.Builder().commonName(commonName).signedBy(authority);
        for (var host : hosts) {
            builder.addSubjectAlternativeName(host);
        }
        return builder.build();
    }

    /** Whom to trust, as properties of Kafka. */
    Map<String, String> trust() {
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.certificates", authority.certificatePem());
    }

    /** A file for {@code ssl.truststore.location}. */
    Path trustFile(Path file) throws IOException {
        return Files.writeString(file, authority.certificatePem());
    }

    /** Who we are, as properties of Kafka. */
    static Map<String, String> identity(HeldCertificate certificate) {
        return Map.of(
                "ssl.keystore.type", "PEM",
                "ssl.keystore.certificate.chain", certificate.certificatePem(),
                "ssl.keystore.key", certificate.privateKeyPkcs8Pem());
    }

    /** A file for {@code ssl.keystore.location}. */
    static Path identityFile(Path file, HeldCertificate certificate) throws IOException {
        return Files.writeString(file, certificate.privateKeyPkcs8Pem() + certificate.certificatePem());
    }
}
