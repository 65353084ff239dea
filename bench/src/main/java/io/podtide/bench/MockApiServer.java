package io.podtide.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.regex.Pattern;

/**
 * An API server of one mock cluster in a process of its own: paged lists, watches with bookmarks, HTTP/1.1 without TLS. Says
 * {@code PORT n}, then {@code LIST micros} when the pods are asked for first; takes {@code rate n} (changes a second; 0 none,
 * -1 as many as are taken) on standard input, whose end is its end.
 */
final class MockApiServer {

    private static final Pattern LIMIT = Pattern.compile("[?&]limit=(\\d+)");
    private static final Pattern CONTINUE = Pattern.compile("[?&]continue=(\\d+)");
    private static final Pattern TIMEOUT = Pattern.compile("[?&]timeoutSeconds=(\\d+)");

    private final PodFleet fleet;
    private final ServerSocket socket;
    private volatile int rate;
    private boolean asked;

    private MockApiServer(PodFleet fleet, ServerSocket socket) {
        this.fleet = fleet;
        this.socket = socket;
    }

    /** Arguments: number of pods, seed; and, for {@link CrashLoops}, how many of 1,000 lines are restarts. */
    public static void main(String[] args) throws IOException {
        int pods = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        var fleet = args.length == 2
                ? new RestartingPods(pods, seed)
                : new CrashLoops(pods, seed, Integer.parseInt(args[2]), MockApiServer::say);
        try (var server = start(fleet);
                var commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
            say("PORT " + server.port());
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                server.rate(Integer.parseInt(line.substring("rate ".length())));
            }
        }
        System.exit(0);
    }

    static Running start(PodFleet fleet) throws IOException {
        var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var server = new MockApiServer(fleet, socket);
        daemon("accept", server::accept);
        return new Running(server);
    }

    /** To be asked, told and closed. */
    record Running(MockApiServer server) implements AutoCloseable {

        int port() {
            return server.socket.getLocalPort();
        }

        void rate(int changesPerSecond) {
            server.rate = changesPerSecond;
        }

        @Override
        public void close() throws IOException {
            server.socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                connection.setTcpNoDelay(true);
                daemon("connection", () -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection;
                var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
                var out = new BufferedOutputStream(connection.getOutputStream(), 1 << 16)) {
            for (var request = in.readLine(); request != null; request = in.readLine()) {
                skipHeaders(in);
                answer(request.split(" ", 3)[1], out);
                out.flush();
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    private static void skipHeaders(BufferedReader in) throws IOException {
        var header = in.readLine();
        while (header != null && !header.isEmpty()) {
            header = in.readLine();
        }
    }

    private void answer(String path, OutputStream out) throws IOException {
        var pods = path.startsWith("/api/v1/pods");
        if (path.contains("watch=1")) {
            var seconds = number(TIMEOUT, path, 300);
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(US_ASCII));
            new WatchAnswer(fleet, out, () -> pods ? rate : 0).run(seconds);
        } else {
            var body = new Bytes();
            if (pods) {
                list(path, body);
            } else if (path.startsWith("/api/v1/namespaces/")) {
                body.add("{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"kube-system\",\"uid\":\"bench\"}}");
            } else {
                body.add("{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}");
            }
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                            + "\r\n\r\n")
                    .getBytes(US_ASCII));
            body.writeTo(out);
        }
    }

    private void list(String path, Bytes body) {
        sayListed();
        var from = number(CONTINUE, path, 0);
        var to = Math.min(fleet.size(), from + number(LIMIT, path, fleet.size()));
        body.add("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"");
        body.add(fleet.version()).add("\"");
        if (to < fleet.size()) {
            body.add(",\"continue\":\"").add(to).add("\"");
        }
        body.add("},\"items\":[");
        for (var pod = from; pod < to; pod++) {
            body.add(pod == from ? "" : ",");
            fleet.item(body, pod);
        }
        body.add("]}\n");
    }

    private synchronized void sayListed() {
        if (!asked) {
            asked = true;
            say("LIST " + PodFleet.micros());
        }
    }

    private static int number(Pattern pattern, String path, int otherwise) {
        var found = pattern.matcher(path);
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
