package io.podtide.ingest.fleet;

import io.podtide.ingest.publish.Sink;
import io.podtide.ingest.watch.ClusterIngestor;
import io.podtide.ingest.watch.ClusterWatch;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.ingest.watch.WatchStatus;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Runs one cluster until its thread is interrupted. What is to be done round it, a lease for one, goes here. */
@FunctionalInterface
public interface ClusterRun {

    /** @throws ExecutionException for a fault of ours; it will be begun again, later and later */
    void run(KubeConnection connection, Supplier<Sink> sinks, WatchStatus status)
            throws InterruptedException, ExecutionException;

    static ClusterRun ingest(ClusterWatch.Options options) {
        return (connection, sinks, status) -> new ClusterIngestor(connection, sinks, options, status).run();
    }
}
