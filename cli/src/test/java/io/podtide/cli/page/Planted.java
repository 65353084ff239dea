package io.podtide.cli.page;

import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.trends.feed.FeedStatus;
import io.podtide.trends.http.ApiServer;
import io.podtide.trends.http.ApiSettings;
import io.podtide.trends.query.History;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import io.podtide.trends.store.HistoryBatch;
import io.podtide.trends.store.HistoryBatch.Advance;
import io.podtide.trends.store.HistoryWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A history of what a test puts into it, and its server, which may go and come again. */
final class Planted implements AutoCloseable {

    private final Database database;
    private final HistoryWriter writer;
    private final @Nullable String token;
    private ApiServer server;
    private final URI url;
    private long next;
    private FeedStatus feed = feed(0);

    Planted(Path directory, @Nullable String token) throws IOException {
        this.database = Database.open(directory.resolve("history.duckdb").toString(), Access.WRITE);
        this.writer = HistoryWriter.open(database);
        this.token = token;
        this.server = serve(0);
        this.url = server.url();
    }

    private ApiServer serve(int port) throws IOException {
        var history = new History(database, Clock.systemUTC(), Duration.ofSeconds(30));
        return ApiServer.start(new ApiSettings("127.0.0.1", port, token, null), history, database, () -> feed);
    }

    URI url() {
        return url;
    }

    void goAway() {
        server.close();
    }

    void comeBack() throws IOException {
        server = serve(url.getPort());
    }

    void feedSays(long behind, @Nullable String problem) {
        feed = problem == null ? feed(behind) : feed(behind).failing(problem, Instant.now());
    }

    private static FeedStatus feed(long behind) {
        return FeedStatus.STARTING.read(behind, true, 0, Instant.now()).wrote(1, 1, Instant.now());
    }

    void write(Incident... incidents) {
        var batch = batch();
        List.of(incidents).forEach(batch::add);
        writer.write(batch);
    }

    void heard(String cluster, Instant at, Mark mark) {
        var batch = batch();
        batch.add(new ClusterClock(cluster, at, mark, null));
        writer.write(batch);
    }

    private HistoryBatch batch() {
        var batch = new HistoryBatch();
        batch.advance(new Advance("podtide.incidents", 0, "topic-1", next, next + 1));
        next++;
        return batch;
    }

    @Override
    public void close() {
        server.close();
        writer.close();
        database.close();
    }

    /** Open, of an error of a Deployment's own; the rest is as the test says. */
    static Incident incident(String cluster, String workload, Severity severity, Instant at, @Nullable String parent) {
        return incident(
                cluster, "shop", workload, severity, State.OPEN, at, parent, "exit code 1", Map.of("team", "web"));
    }

    static Incident incident(
            String cluster,
            String namespace,
            String workload,
            Severity severity,
            State state,
            Instant at,
            @Nullable String parent,
            String text,
            Map<String, String> labels) {
        return IncidentBuilder.conceived(
                        IncidentId.of(cluster, workload, Kind.RESTART_LOOP, at),
                        Kind.RESTART_LOOP,
                        Scope.WORKLOAD,
                        cluster,
                        at,
                        at.plusSeconds(60),
                        "restart-loop 3 in 10m")
                .revision(1)
                .state(state)
                .severity(severity)
                .namespace(namespace)
                .workloadKind("Deployment")
                .workload(workload)
                .container(text)
                .pods(List.of(new Member(text, "uid", text, at)))
                .podCount(1)
                .cause("APPLICATION_ERROR")
                .causeDetail(Map.of("exitCode", text))
                .evidence(List.of(new Evidence(at, "Event kubelet", "BackOff", text, 3)))
                .summary("Deployment " + workload + " restarts again and again: " + text)
                .remedy("Read what it said: " + text + "\nkubectl -n shop logs deploy/" + workload)
                .occurrences(3)
                .parentId(parent)
                .labels(labels)
                .build();
    }
}
