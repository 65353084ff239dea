package io.podtide.ingest.watch;

import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.recording.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Hands on nodes. They are few, and change seldom but for their heartbeats, so that each state is handed on as it comes. */
final class NodeListener implements ResourceListener {

    private static final String KIND = "Node";

    private final Feed feed;
    private final Map<String, KubeObject> known = new HashMap<>();
    private Set<String> listed = Set.of();

    NodeListener(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void listBegins() {
        listed = new HashSet<>();
    }

    @Override
    public void listed(KubeObject item) {
        var node = item.ofKind(KIND);
        listed.add(node.uid());
        var last = known.put(node.uid(), node);
        if (last == null || node.version() < 0 || last.version() != node.version()) {
            feed.saw(node, Recorded.Type.ADDED, Delivery.LISTED);
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
    }

    @Override
    public void live() {}

    @Override
    public void changed(String type, KubeObject object) {
        var node = object.ofKind(KIND);
        if (type.equals("DELETED")) {
            known.remove(node.uid());
            feed.saw(node, Recorded.Type.DELETED, Delivery.DELETED);
            return;
        }
        var last = known.get(node.uid());
        if (last == null || node.version() < 0 || node.version() > last.version()) {
            known.put(node.uid(), node);
            feed.saw(node, type.equals("ADDED") ? Recorded.Type.ADDED : Recorded.Type.MODIFIED, Delivery.CHANGED);
        }
    }

    @Override
    public void ended() {}
}
