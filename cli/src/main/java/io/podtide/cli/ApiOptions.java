package io.podtide.cli;

import io.podtide.cli.history.Histories;
import io.podtide.trends.http.ApiSettings;
import io.podtide.trends.http.ApiSettings.Tls;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mixin: where the API listens, and to whom. */
@Command
final class ApiOptions {

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = ApiSettings.LOOPBACK,
            description = "Where the API listens; other than loopback with a token only (default: ${DEFAULT-VALUE}).")
    private String host = ApiSettings.LOOPBACK;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            defaultValue = "" + Histories.PORT,
            description = "0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port = Histories.PORT;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificates in PEM: HTTPS.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The key to them in PEM, PKCS #8.")
    private @Nullable Path key;

    @Mixin
    private final TokenOptions token = new TokenOptions();

    ApiSettings settings() throws IOException {
        if ((certificate == null) != (key == null)) {
            throw new ConfigException("--tls-cert and --tls-key go together");
        }
        try {
            return new ApiSettings(
                    host, port, token.token(), certificate == null || key == null ? null : new Tls(certificate, key));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
