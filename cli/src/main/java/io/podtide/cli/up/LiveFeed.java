package io.podtide.cli.up;

import io.podtide.ingest.watch.ClusterIngestor;
import io.podtide.ingest.watch.ClusterWatch;
import io.podtide.ingest.watch.KubeConnection;
import java.util.concurrent.ExecutionException;

/** A cluster as it lives. It has no end. */
public final class LiveFeed implements Feed {

    private final KubeConnection connection;
    private final ClusterWatch.Options options;

    public LiveFeed(KubeConnection connection, ClusterWatch.Options options) {
        this.connection = connection;
        this.options = options;
    }

    @Override
    public String display() {
        return "cluster " + connection.name();
    }

    @Override
    public void run(Target target, Listener listener) throws InterruptedException, ExecutionException {
        new ClusterIngestor(connection, target::live, options).run();
    }
}
