package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.workload.Member.Standing;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pods of an incident, by uid in the order in which they came.
 *
 * @param former members no longer kept one by one
 */
public record Members(Map<String, Member> byUid, int former) {

    static final Members NONE = new Members(Map.of(), 0);

    /** So many that are over are kept one by one. */
    private static final int KEPT = 20;

    private static final int SHOWN = 20;

    public Members {
        byUid = Collections.unmodifiableMap(new LinkedHashMap<>(byUid));
    }

    Members failing(PodRef pod, Instant since, String cause) {
        var known = byUid.get(pod.uid());
        var began = known != null && known.since().isBefore(since) ? known.since() : since;
        var best = known == null ? cause : Specificity.better(known.cause(), cause);
        return with(new Member(pod, began, best, Standing.FAILING));
    }

    /** A pod has struck, and may be well again or gone. */
    Members struck(Strike strike, String cause) {
        var members = failing(strike.pod(), strike.since(), cause);
        return strike.standing() == Standing.FAILING
                ? members
                : members.over(strike.pod().uid(), strike.standing());
    }

    /** A pod may fail; one that has failed before, and was well for a while, goes on to fail. */
    Members suspected(PodRef pod, Instant since, String cause) {
        var known = byUid.get(pod.uid());
        return with(
                known != null && known.counts()
                        ? known.now(Standing.FAILING)
                        : new Member(pod, since, cause, Standing.SUSPECTED));
    }

    /** A pod is over; one that was only suspected has never been a member. */
    Members over(String uid, Standing how) {
        var known = byUid.get(uid);
        if (known == null) {
            return this;
        }
        var next = new LinkedHashMap<>(byUid);
        if (known.counts()) {
            next.put(uid, known.now(how));
        } else {
            next.remove(uid);
        }
        return new Members(next, former).trimmed();
    }

    boolean contains(String uid) {
        return byUid.containsKey(uid);
    }

    /** Uids of those that hold it open. */
    List<String> holding() {
        return byUid.values().stream()
                .filter(Member::holdsOpen)
                .map(m -> m.pod().uid())
                .toList();
    }

    /** Uids of those that are no pods and hold it open. */
    List<String> standIns() {
        return byUid.values().stream()
                .filter(m -> m.holdsOpen() && !m.pod().isPod())
                .map(m -> m.pod().uid())
                .toList();
    }

    boolean anyHoldsOpen() {
        return byUid.values().stream().anyMatch(Member::holdsOpen);
    }

    boolean anyRecovered() {
        return byUid.values().stream().anyMatch(m -> m.standing() == Standing.RECOVERED);
    }

    int count() {
        return former
                + (int) byUid.values().stream().filter(Member::countsAsPod).count();
    }

    /** Causes of those that fail; of all, where none does any more. */
    Stream<String> causes() {
        var failing = byUid.values().stream()
                .filter(m -> m.standing() == Standing.FAILING)
                .map(Member::cause)
                .toList();
        return failing.isEmpty()
                ? byUid.values().stream().filter(Member::counts).map(Member::cause)
                : failing.stream();
    }

    /** The first of them, as an incident shows them. */
    List<Incident.Member> shown() {
        return byUid.values().stream()
                .filter(Member::countsAsPod)
                .sorted(Comparator.comparing(Member::since)
                        .thenComparing(m -> m.pod().name()))
                .limit(SHOWN)
                .map(m -> new Incident.Member(
                        m.pod().name(), m.pod().uid(), m.pod().node(), m.since()))
                .toList();
    }

    private Members with(Member member) {
        var next = new LinkedHashMap<>(byUid);
        next.put(member.pod().uid(), member);
        return new Members(next, former);
    }

    private Members trimmed() {
        long over = byUid.values().stream().filter(m -> !m.holdsOpen()).count();
        if (over <= KEPT) {
            return this;
        }
        var next = new LinkedHashMap<>(byUid);
        var oldest = byUid.values().stream()
                .filter(m -> !m.holdsOpen())
                .limit(over - KEPT)
                .toList();
        oldest.forEach(m -> next.remove(m.pod().uid()));
        return new Members(
                next, former + (int) oldest.stream().filter(Member::countsAsPod).count());
    }
}
