package io.podtide.ingest.watch;

import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of how one cluster is being watched, for health and metrics. Written by its threads, read by any. */
public final class WatchStatus {

    /**
     * Who leads the cluster, which several processes may share.
     *
     * @param isAnother we stand by
     * @param problem why it is not known who leads; null where it is, and while we do
     */
    public record Leader(boolean isAnother, ResourceStatus.@Nullable Problem problem) {

        private static final Leader US = new Leader(false, null);
        private static final Leader ANOTHER = new Leader(true, null);
    }

    private final InstantSource clock;
    private final Map<Resource, ResourceStatus> resources = new EnumMap<>(Resource.class);
    private final LongAdder sinkFailures = new LongAdder();
    private volatile @Nullable Instant notSeenSince;
    private volatile @Nullable Instant lastNews;
    private volatile @Nullable String failure;
    private volatile boolean leaderAskedFor;
    private volatile Leader leader = Leader.US;
    private volatile IntSupplier podsKnown = () -> 0;

    public WatchStatus(InstantSource clock) {
        this.clock = clock;
        this.notSeenSince = clock.instant();
        for (var resource : Resource.values()) {
            resources.put(resource, new ResourceStatus());
        }
    }

    ResourceStatus of(Resource resource) {
        var status = resources.get(resource);
        if (status == null) {
            throw new IllegalStateException("no status of " + resource);
        }
        return status;
    }

    Instant now() {
        return clock.instant();
    }

    /** A watch of all begins, be it that another has led the cluster meanwhile. */
    void begins() {
        leader = Leader.US;
        resources.values().forEach(resource -> resource.begins(now()));
    }

    void news() {
        lastNews = now();
    }

    void live(Resource resource) {
        news();
        of(resource).live(now());
        if (resource == Resource.PODS) {
            notSeenSince = null;
            failure = null;
        }
    }

    void ended(Resource resource) {
        of(resource).ended();
        if (resource == Resource.PODS && notSeenSince == null) {
            notSeenSince = now();
        }
    }

    /**
     * What a heartbeat does not vouch for, though the pods are seen.
     *
     * @param after what is broken for a shorter time is not told
     */
    List<Unseen> unseen(Duration after) {
        var by = now().minus(after);
        return Stream.of(
                        of(Resource.EVENTS).unseen(Part.EVENTS, by),
                        of(Resource.NODES).unseen(Part.NODES, by))
                .filter(Objects::nonNull)
                .toList();
    }

    void countsPods(IntSupplier known) {
        podsKnown = known;
    }

    /** What was seen is not kept any more, and all will be listed again. */
    void sinkFailed(String message) {
        sinkFailures.increment();
        failed(message);
    }

    /** The watch has ended by a fault, and will be begun again. */
    public void failed(String message) {
        failure = message;
        for (var resource : Resource.values()) {
            ended(resource);
        }
    }

    /** Another leads this cluster: it is watched once the Lease is ours. */
    public void standsBy() {
        leaderAskedFor = true;
        leader = Leader.ANOTHER;
    }

    /** Nobody knows who leads this cluster, and we may not. */
    public void leaseFailed(ClusterException why) {
        var last = leader.problem();
        var since = last != null && last.kind() == why.kind() ? last.since() : now();
        leaderAskedFor = true;
        leader = new Leader(false, new ResourceStatus.Problem(why.kind(), String.valueOf(why.getMessage()), since));
    }

    /** To be asked once for all that is said of one moment. */
    public Leader leader() {
        return leader;
    }

    /**
     * Its pods have been seen once, or it was known why not or who else leads; that they are being listed is none of these.
     * It stays so: one cluster whose watch begins anew says nothing of the process.
     */
    public boolean isSettled() {
        return leaderAskedFor || of(Resource.PODS).isSettled();
    }

    /** The pods are being seen at this moment. */
    public boolean isLive() {
        return notSeenSince == null;
    }

    /** Since when the pods are not seen; null while they are. */
    public @Nullable Instant notSeenSince() {
        return notSeenSince;
    }

    /** The last object, list or beginning of a watch; a watch begins again every ten minutes at least. */
    public @Nullable Instant lastNews() {
        return lastNews;
    }

    /** Why the watch as a whole was ended, in words; null while it is well. */
    public @Nullable String failure() {
        return failure;
    }

    public long sinkFailures() {
        return sinkFailures.sum();
    }

    public int podsKnown() {
        return podsKnown.getAsInt();
    }

    /** By plural: {@code pods}, {@code events}, {@code nodes}. */
    public Map<String, ResourceStatus> resources() {
        var named = new LinkedHashMap<String, ResourceStatus>();
        resources.forEach((resource, status) -> named.put(resource.toString(), status));
        return named;
    }
}
