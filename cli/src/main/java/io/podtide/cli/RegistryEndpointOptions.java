package io.podtide.cli;

import io.podtide.wire.registry.RegistryEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: where the fixed schema ids are served. */
@Command
final class RegistryEndpointOptions {

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description = "Serve the fixed schema ids read-only at this port, for readers in other languages.")
    private @Nullable Integer port;

    @Option(
            names = "--registry-address",
            paramLabel = "ADDRESS",
            description = "Where that is listened for (default: loopback only). Nobody is asked who they are; the"
                    + " schemas are no secret. Readers elsewhere need 0.0.0.0.")
    private InetAddress address = InetAddress.getLoopbackAddress();

    /** Null where nobody asked for it. */
    @Nullable
    RegistryEndpoint serve() {
        return port == null ? null : RegistryEndpoint.start(new InetSocketAddress(address, port));
    }
}
