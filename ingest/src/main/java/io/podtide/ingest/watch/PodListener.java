package io.podtide.ingest.watch;

import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.recording.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands on pods, each state once. Remembers the last state of every pod, because a pod that is deleted while nobody watches
 * shows only by not being listed any more.
 */
final class PodListener implements ResourceListener {

    private final Feed feed;
    private final Continuity continuity;
    private final Map<String, KubeObject> known = new HashMap<>();
    private Set<String> listed = Set.of();
    /** When the first list began, be it one that broke off: what it told is not told again. */
    private @Nullable Instant listBegan;

    private boolean synced;

    PodListener(Feed feed, Continuity continuity) {
        this.feed = feed;
        this.continuity = continuity;
    }

    @Override
    public void listBegins() {
        listed = new HashSet<>();
        listBegan = listBegan == null ? feed.now() : listBegan;
    }

    @Override
    public void listed(KubeObject pod) {
        listed.add(pod.uid());
        var last = known.put(pod.uid(), pod);
        // Equal, not older: a cluster restored from a backup counts from below again.
        if (last == null || pod.version() < 0 || last.version() != pod.version()) {
            feed.saw(pod, Recorded.Type.ADDED, Delivery.LISTED);
        }
    }

    @Override
    public void listEnds() {
        for (var gone : new ArrayList<>(known.values())) {
            if (!listed.contains(gone.uid())) {
                known.remove(gone.uid());
                feed.saw(gone, Recorded.Type.DELETED, Delivery.DELETED);
            }
        }
        listed = Set.of();
        if (!synced) {
            // later lists leave out what has not changed, so that they are no proof of what is gone
            feed.clock(Mark.SYNCED, listBegan);
            synced = true;
        }
    }

    @Override
    public void live() {
        continuity.live();
    }

    @Override
    public void changed(String type, KubeObject pod) {
        if (type.equals("DELETED")) {
            known.remove(pod.uid());
            feed.saw(pod, Recorded.Type.DELETED, Delivery.DELETED);
            return;
        }
        var last = known.get(pod.uid());
        if (last == null || pod.version() < 0 || pod.version() > last.version()) {
            known.put(pod.uid(), pod);
            feed.saw(pod, type.equals("ADDED") ? Recorded.Type.ADDED : Recorded.Type.MODIFIED, Delivery.CHANGED);
        }
    }

    @Override
    public void ended() {
        continuity.broken();
    }

    @Override
    public int known() {
        return known.size();
    }
}
