package io.podtide.cli.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards TCP connections to a port of this machine, and can do to them what networks do. */
final class Forwarder implements AutoCloseable {

    private final ServerSocket server;
    private final int to;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long stalledUntil = System.nanoTime();
    private volatile long refusedUntil = System.nanoTime();

    private Forwarder(ServerSocket server, int to) {
        this.server = server;
        this.to = to;
    }

    /** @param to need not be listened to yet */
    static Forwarder to(int to) throws IOException {
        var forwarder = new Forwarder(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), to);
        run(forwarder::accept);
        return forwarder;
    }

    int port() {
        return server.getLocalPort();
    }

    /** All connections are reset, and for so long there are no new ones. */
    void cut(Duration closed) {
        refusedUntil = System.nanoTime() + closed.toNanos();
        sockets.forEach(Forwarder::reset);
    }

    /** Connections stay, but nothing comes through for so long. */
    void stall(Duration time) {
        stalledUntil = System.nanoTime() + time.toNanos();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            var client = server.accept();
            run(() -> forward(client));
        }
    }

    private void forward(Socket client) throws IOException {
        if (refusedUntil - System.nanoTime() > 0) {
            reset(client);
            return;
        }
        var upstream = new Socket();
        sockets.add(client);
        sockets.add(upstream);
        try {
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            run(() -> pump(client, upstream));
            pump(upstream, client);
        } catch (IOException e) {
            end(client, upstream);
        }
    }

    private void pump(Socket from, Socket into) throws IOException {
        try {
            pump(from.getInputStream(), into.getOutputStream());
        } finally {
            end(from, into);
        }
    }

    private void pump(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (var left = stalledUntil - System.nanoTime(); left > 0; left = stalledUntil - System.nanoTime()) {
                sleep(left);
            }
            out.write(buffer, 0, n);
        }
    }

    private static void sleep(long nanos) throws IOException {
        try {
            Thread.sleep(Duration.ofNanos(nanos).toMillis() + 1);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void end(Socket one, Socket other) {
        sockets.remove(one);
        sockets.remove(other);
        reset(one);
        reset(other);
    }

    /** With RST: the other side cannot take it for an orderly end. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed already
        }
    }

    /** What a thread does; that its connection breaks is nothing to report. */
    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // closed, or broken on purpose
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(Forwarder::reset);
    }
}
