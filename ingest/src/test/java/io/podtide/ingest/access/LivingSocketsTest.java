package io.podtide.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class LivingSocketsTest {

    private final SocketFactory sockets = new LivingSockets();

    @Test
    void aDeadEndIsNoticedWithinHalfAMinute() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var unconnected = sockets.createSocket();
                var connected = sockets.createSocket(server.getInetAddress(), server.getLocalPort())) {
            assertAsks(unconnected);
            assertAsks(connected);
            assertThat(LivingSockets.IDLE_SECONDS + LivingSockets.BETWEEN_SECONDS * LivingSockets.UNANSWERED)
                    .isEqualTo(30);
        }
    }

    private static void assertAsks(Socket socket) throws IOException {
        assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(15);
        assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(5);
        assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(3);
    }
}
