package io.podtide.ingest.watch;

import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.recording.Recorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hands on nodes, each state once: the heartbeats of a large cluster, a change every few minutes and node, are no news. One that
 * is deleted while nobody watches shows only by not being listed any more.
 */
final class NodeListener implements ResourceListener {

    private static final String KIND = "Node";

    private final Feed feed;
    private final KnownNodes known;
    /** When the first list began, be it one that broke off. */
    private @Nullable Instant listBegan;

    NodeListener(Feed feed, KnownNodes known) {
        this.feed = feed;
        this.known = known;
    }

    @Override
    public void listBegins() {
        known.listBegins();
        listBegan = listBegan == null ? feed.now() : listBegan;
    }

    @Override
    public void listed(KubeObject item) {
        var node = item.ofKind(KIND);
        if (known.listed(node)) {
            feed.saw(node, Recorded.Type.ADDED, Delivery.LISTED);
        }
    }

    @Override
    public void listEnds() {
        known.unlisted().forEach(gone -> feed.saw(gone, Recorded.Type.DELETED, Delivery.DELETED));
        if (known.isWhole()) {
            return;
        }
        // as with pods: later lists leave out what has not changed
        feed.clock(Mark.NODES_SYNCED, listBegan);
        known.whole();
    }

    @Override
    public void live() {}

    @Override
    public void changed(String type, KubeObject object) {
        var node = object.ofKind(KIND);
        if (type.equals("DELETED")) {
            known.deleted(node);
            feed.saw(node, Recorded.Type.DELETED, Delivery.DELETED);
        } else if (known.changed(node)) {
            feed.saw(node, type.equals("ADDED") ? Recorded.Type.ADDED : Recorded.Type.MODIFIED, Delivery.CHANGED);
        }
    }

    @Override
    public void ended() {}
}
