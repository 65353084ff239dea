package io.podtide.ingest.watch;

import io.podtide.ingest.watch.ClusterException.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what goes wrong with a cluster: once, not with every attempt. */
final class WatchReports {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    private final String cluster;
    private final WatchStatus status;
    private final Consumer<ClusterException> problems;
    private final Map<Resource, Kind> last = new EnumMap<>(Resource.class);

    WatchReports(String cluster, WatchStatus status, Consumer<ClusterException> problems) {
        this.cluster = cluster;
        this.status = status;
        this.problems = problems;
    }

    synchronized void problem(Resource resource, ClusterException problem) {
        status.of(resource).broke(problem, status.now());
        if (problem.kind() == Kind.EXPIRED) {
            LOG.info("resource version too old, listing again: cluster={} resource={}", cluster, resource);
        } else if (problem.kind() != last.put(resource, problem.kind())) {
            // who is told decides how loud it is
            LOG.info("watch broken: cluster={} resource={} problem=\"{}\"", cluster, resource, problem.getMessage());
            problems.accept(problem);
        }
    }

    synchronized void live(Resource resource) {
        if (last.remove(resource) != null) {
            LOG.info("watch live again: cluster={} resource={}", cluster, resource);
        }
    }

    /** No problem yet: an API server has nothing to say of what does not change. */
    void silent(Resource resource) {
        status.of(resource).silent();
    }

    void unreadable(Resource resource, String problem) {
        status.of(resource).unreadable();
        LOG.warn("object skipped: cluster={} resource={} problem=\"{}\"", cluster, resource, problem);
    }
}
