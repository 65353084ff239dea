package io.podtide.ingest.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Sockets whose other end the kernel asks, every 15 s of silence, whether it is still there. A watch reads and never writes: without
 * that it would not notice a machine that has died, or a network that has forgotten the connection, before it misses a bookmark.
 * Load balancers that cut what is idle are kept from it, too.
 */
final class LivingSockets extends SocketFactory {

    static final int IDLE_SECONDS = 15;
    static final int BETWEEN_SECONDS = 5;
    static final int UNANSWERED = 3;

    private final SocketFactory sockets = SocketFactory.getDefault();

    /** Not connected yet: the only one OkHttp asks for. */
    @Override
    public Socket createSocket() throws IOException {
        return living(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return living(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return living(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return living(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return living(sockets.createSocket(host, port, from, fromPort));
    }

    private static Socket living(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, BETWEEN_SECONDS);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, UNANSWERED);
        return socket;
    }

    /** Where the system has it: elsewhere its own times apply, which are hours. */
    private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
        }
    }
}
