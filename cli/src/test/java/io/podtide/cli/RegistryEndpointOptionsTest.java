package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.wire.registry.RegistryEndpoint;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RegistryEndpointOptionsTest {

    private static @Nullable RegistryEndpoint serve(String... words) {
        var options = new RegistryEndpointOptions();
        new CommandLine(options).parseArgs(words);
        return options.serve();
    }

    @Test
    void nothingIsServedUnlessAPortIsNamed() {
        assertThat(serve()).isNull();
        assertThat(serve("--registry-address", "0.0.0.0")).isNull();
    }

    @Test
    void onLoopbackAlone() throws IOException {
        try (var endpoint = serve("--registry-port", "0")) {
            assertThat(endpoint).isNotNull();
            int port = endpoint.url().getPort();
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            assertThat(addresses())
                    .filteredOn(address -> !address.isLoopbackAddress())
                    .allSatisfy(address -> assertThatThrownBy(() -> new Socket(address, port).close())
                            .isInstanceOf(IOException.class));
        }
    }

    @Test
    void orWhereItIsAskedFor() throws IOException {
        try (var endpoint = serve("--registry-port", "0", "--registry-address", "0.0.0.0")) {
            assertThat(endpoint).isNotNull();
            int port = endpoint.url().getPort();
            assertThat(addresses()).isNotEmpty().allSatisfy(address -> new Socket(address, port).close());
        }
    }

    /** Of this machine. */
    private static List<InetAddress> addresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .toList();
    }
}
