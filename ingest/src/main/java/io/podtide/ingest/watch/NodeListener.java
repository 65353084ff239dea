package io.podtide.ingest.watch;

import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.recording.Recorded;

/**
 * Hands on nodes, each state once: the heartbeats of a large cluster, a change every few minutes and node, are no news. One that
 * is deleted while nobody watches shows only by not being listed any more.
 */
final class NodeListener implements ResourceListener {

    private static final String KIND = "Node";

    private final Feed feed;
    private final KnownNodes known;

    NodeListener(Feed feed, KnownNodes known) {
        this.feed = feed;
        this.known = known;
    }

    @Override
    public void listBegins() {
        known.listBegins();
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
