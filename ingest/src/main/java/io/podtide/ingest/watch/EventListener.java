package io.podtide.ingest.watch;

import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.recording.Recorded;

/**
 * Hands on Events. Remembers no more than the newest version seen: an Event listed again with an older one was handed on before.
 * The deletion of an Event is the end of its hour, and no news.
 */
final class EventListener implements ResourceListener {

    private final Feed feed;
    private long newest;
    private long newestListed;

    /** @param newest version that is known to have been handed on; -1 if none */
    EventListener(Feed feed, long newest) {
        this.feed = feed;
        this.newest = newest;
        this.newestListed = newest;
    }

    @Override
    public void listBegins() {
        newestListed = newest;
    }

    @Override
    public void listed(KubeObject event) {
        if (event.version() < 0 || event.version() > newest) {
            feed.saw(event, Recorded.Type.ADDED, Delivery.LISTED);
            newestListed = Math.max(newestListed, event.version());
        }
    }

    @Override
    public void listEnds() {
        newest = newestListed;
    }

    @Override
    public void live() {}

    @Override
    public void changed(String type, KubeObject event) {
        if (!type.equals("DELETED")) {
            feed.saw(event, type.equals("ADDED") ? Recorded.Type.ADDED : Recorded.Type.MODIFIED, Delivery.CHANGED);
            newest = Math.max(newest, event.version());
        }
    }

    @Override
    public void ended() {}
}
