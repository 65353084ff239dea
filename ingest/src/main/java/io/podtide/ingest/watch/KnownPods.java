package io.podtide.ingest.watch;

import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.LastSeen;
import io.podtide.ingest.kube.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pods that have been handed on and live: 730 bytes each where three have labels and owner in common, less where more have.
 * A cluster may have a hundred thousand.
 */
final class KnownPods {

    private static final class Known {
        private LastSeen pod;
        private long version;
        private int list;

        Known(LastSeen pod, long version, int list) {
            this.pod = pod;
            this.version = version;
            this.list = list;
        }
    }

    /** Handed on as deleted, with the version of that. */
    private record Departed(String uid, LastSeen pod, long version) {}

    private final ResumePoint point;
    private final Map<String, Known> known = new HashMap<>();
    private final ArrayDeque<Departed> departed = new ArrayDeque<>();
    private final Pool pool = new Pool();
    private int list;
    private boolean whole;

    /** @param point how much of what was handed on is kept for sure */
    KnownPods(ResumePoint point) {
        this.point = point;
    }

    void listBegins() {
        list++;
    }

    /** Whether its state is news. Equal, not older, is none: a cluster restored from a backup counts from below again. */
    boolean listed(KubeObject pod) {
        var last = known.get(pod.uid());
        var news = last == null || pod.version() < 0 || last.version != pod.version();
        put(last, pod, news);
        return news;
    }

    /** Those that the list has left out, as they were last; they are forgotten. */
    List<KubeObject> unlisted() {
        var gone = new ArrayList<KubeObject>();
        known.entrySet().removeIf(entry -> {
            var last = entry.getValue();
            return last.list != list && gone.add(last.pod.asPod(entry.getKey(), last.version));
        });
        return gone;
    }

    /** Whether its state is news. */
    boolean changed(KubeObject pod) {
        var last = known.get(pod.uid());
        var news = last == null || pod.version() < 0 || pod.version() > last.version;
        put(last, pod, news);
        return news;
    }

    private void put(@Nullable Known last, KubeObject pod, boolean news) {
        if (last == null) {
            known.put(pod.uid(), new Known(LastSeen.of(pod, pool), pod.version(), list));
            return;
        }
        last.list = list;
        if (news) {
            last.pod = last.pod.now(pod, pool);
            last.version = pod.version();
        }
    }

    void deleted(KubeObject pod) {
        known.remove(pod.uid());
        departed.add(new Departed(pod.uid(), LastSeen.of(pod, pool), pod.version()));
        while (!departed.isEmpty() && departed.element().version <= point.keptVersion()) {
            departed.remove();
        }
    }

    /** How many are known; may be asked by any thread, and be a moment old. */
    int size() {
        return known.size();
    }

    /** All that there is has been handed on. */
    boolean isWhole() {
        return whole;
    }

    void whole() {
        whole = true;
    }

    /** What was handed on since the last that is kept for sure may be lost: as if it had not been seen. */
    void rollBack() {
        var kept = point.keptVersion();
        if (kept < 0) {
            known.clear();
            departed.clear();
            whole = false;
            return;
        }
        known.values().forEach(last -> last.version = Math.min(last.version, kept));
        departed.forEach(gone -> known.putIfAbsent(gone.uid, new Known(gone.pod, kept, list)));
        departed.clear();
    }
}
