package io.podtide.ingest.watch;

import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.recording.Recorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hands on pods, each state once. A pod that is deleted while nobody watches shows only by not being listed any more: then it is
 * handed on with what is {@link KnownPods known} of it.
 */
final class PodListener implements ResourceListener {

    private final Feed feed;
    private final Continuity continuity;
    private final KnownPods known;
    /** When the first list began, be it one that broke off: what it told is not told again. */
    private @Nullable Instant listBegan;

    private boolean justListed;
    /** The list is of a watch that was silent: it is a gap only if there is something that the watch has left out. */
    private boolean checking;

    PodListener(Feed feed, Continuity continuity, KnownPods known) {
        this.feed = feed;
        this.continuity = continuity;
        this.known = known;
    }

    @Override
    public void listBegins() {
        begins(false);
        if (known.isWhole()) {
            continuity.listsAgain();
        }
    }

    @Override
    public void checkBegins() {
        begins(known.isWhole());
    }

    private void begins(boolean check) {
        checking = check;
        known.listBegins();
        listBegan = listBegan == null ? feed.now() : listBegan;
    }

    private void leftOut() {
        if (checking) {
            continuity.listsAgain();
            checking = false;
        }
    }

    @Override
    public void listed(KubeObject pod) {
        if (known.listed(pod)) {
            leftOut();
            feed.saw(pod, Recorded.Type.ADDED, Delivery.LISTED);
        }
    }

    @Override
    public void listEnds() {
        justListed = true;
        known.unlisted().forEach(gone -> {
            leftOut();
            feed.saw(gone, Recorded.Type.DELETED, Delivery.DELETED);
        });
        if (known.isWhole()) {
            return;
        }
        // later lists leave out what has not changed, so that they are no proof of what is gone
        feed.clock(Mark.SYNCED, listBegan);
        known.whole();
    }

    @Override
    public void live() {
        continuity.live(justListed);
        justListed = false;
    }

    @Override
    public void changed(String type, KubeObject pod) {
        continuity.changed();
        if (type.equals("DELETED")) {
            known.deleted(pod);
            feed.saw(pod, Recorded.Type.DELETED, Delivery.DELETED);
        } else if (known.changed(pod)) {
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
