package io.podtide.cli;

import io.podtide.health.Health;
import io.podtide.health.HealthServer;
import io.podtide.health.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: where a role says how it is. */
@Command
final class HttpOptions {

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description = "Serve /health, /health/live, /health/ready and /metrics at this port; 0 for any free one."
                    + " Without it nothing is served.")
    private @Nullable Integer port;

    @Option(
            names = "--http-address",
            paramLabel = "ADDRESS",
            description = "Where that is listened for (default: loopback only). Nobody is asked who they are; kubelets"
                    + " and Prometheus need 0.0.0.0.")
    private InetAddress address = InetAddress.getLoopbackAddress();

    /** Null where nobody asked for it. */
    @Nullable
    HealthServer serve(Console console, Health health, Metrics metrics) throws IOException {
        if (port == null) {
            return null;
        }
        var server = HealthServer.start(new InetSocketAddress(address, port), health, metrics);
        console.note("health and metrics at " + server.url());
        return server;
    }
}
