package io.podtide.ingest.recording;

import io.podtide.ingest.kube.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a recording has shown so far, to tell a list from changes: one that is known is ADDED once more only when a watch
 * is begun again. What such a list leaves out is gone, and what happened before it nobody has seen.
 */
final class Inventory {

    private static final String POD = "Pod";

    /** A list is read without a pause. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Watches break at the same time, but seldom; the silence of a quiet cluster is shorter, or no list follows it. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Set<String> kindsListed = new HashSet<>();
    private Instant newest = Instant.MAX;
    private @Nullable Instant listBegan;
    private Instant listedLast = Instant.MIN;
    private boolean broken;
    private @Nullable Instant resumed;

    /** @param at when it was last seen */
    private record Known(KubeObject object, Instant at) {}

    /**
     * A list begins here: this object is known already, or the first pod of all was there before the recording. Of pods every list
     * matters; others are a sign of one where nothing came for a while.
     */
    boolean listBegins(Recorded next, boolean old) {
        if (listBegan != null || next.type() != Recorded.Type.ADDED) {
            return false;
        }
        if (next.object().isPod() && old && (broken || !knowsPods())) {
            return true;
        }
        return isAgain(next) && (next.object().isPod() || next.observedAt().isAfter(newest.plus(SILENCE)));
    }

    private boolean knowsPods() {
        return known.values().stream().anyMatch(k -> k.object.isPod());
    }

    /** A watch broke: from now on pods may change unseen, where any have been seen. True if it is so from now on. */
    boolean breaks() {
        boolean begins = !broken && knowsPods();
        broken = broken || begins;
        resumed = null;
        return begins;
    }

    /** Whether pods may change unseen. */
    boolean isBroken() {
        return broken;
    }

    /** Pods have changed since a watch broke, and no list of them has come. */
    boolean isResumed() {
        return broken && resumed != null && listBegan == null;
    }

    /** Pods change without a list, and by now all have come that had changed before. */
    boolean gapEnds(Recorded next) {
        return isResumed() && resumed != null && next.observedAt().isAfter(resumed.plus(PAUSE));
    }

    /** Pods are seen again, as of then. */
    Instant goesOn() {
        broken = false;
        resumed = null;
        return newest;
    }

    /** And not the same line twice. */
    private boolean isAgain(Recorded next) {
        var before = known.get(next.object().uid());
        return before != null && next.observedAt().isAfter(before.at);
    }

    void beginList(Instant at) {
        listBegan = at;
        listedLast = at;
        kindsListed.clear();
    }

    boolean isList() {
        return listBegan != null;
    }

    /** The list that is being read is over before this. */
    boolean listEnds(Recorded next) {
        boolean change = next.object().isPod() && next.type() != Recorded.Type.ADDED;
        return listBegan != null && (change || next.observedAt().isAfter(listedLast.plus(PAUSE)));
    }

    /**
     * The list is over. Pods and nodes that it has left out are gone; where it has shown none of them at all, other kinds must tell
     * that they have been listed.
     */
    List<KubeObject> endList() {
        var began = listBegan == null ? Instant.MAX : listBegan;
        listBegan = null;
        broken = broken && !kindsListed.contains(POD) && kindsListed.size() <= 1;
        var gone = known.values().stream()
                .filter(k -> k.at.isBefore(began))
                .map(Known::object)
                .filter(object -> object.isPod() || object.isNode())
                .filter(object -> kindsListed.contains(kind(object)) || (object.isPod() && kindsListed.size() > 1))
                .toList();
        gone.forEach(object -> known.remove(object.uid()));
        return gone;
    }

    /** When the newest of the list was seen. */
    Instant listedLast() {
        return listedLast;
    }

    void take(Recorded recorded) {
        newest = recorded.observedAt();
        var object = recorded.object();
        if (broken && resumed == null && object.isPod() && isChange(recorded)) {
            resumed = newest;
        }
        if (recorded.type() == Recorded.Type.BOOKMARK || object.uid().isEmpty()) {
            return;
        }
        if (listBegan != null && recorded.type() == Recorded.Type.ADDED) {
            listedLast = newest;
            if (isAgain(recorded) || object.isPod()) {
                kindsListed.add(kind(object));
            }
        }
        if (recorded.type() == Recorded.Type.DELETED) {
            known.remove(object.uid());
        } else {
            known.put(object.uid(), new Known(object, newest));
        }
    }

    private boolean isChange(Recorded next) {
        return switch (next.type()) {
            case MODIFIED, DELETED -> true;
            case ADDED -> !known.containsKey(next.object().uid());
            case BOOKMARK, ERROR -> false;
        };
    }

    private static String kind(KubeObject object) {
        return object.isPod() ? POD : object.kind();
    }
}
