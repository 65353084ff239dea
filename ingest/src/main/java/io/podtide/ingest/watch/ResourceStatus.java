package io.podtide.ingest.watch;

import io.podtide.detect.observation.Unseen;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How one resource of a cluster is being watched. Written by the thread that watches, read by any.
 *
 * <p>STARTING → LISTING → LIVE → BROKEN → LISTING or LIVE.
 */
public final class ResourceStatus {

    /** Whether its objects are seen as they change. */
    public enum State {
        STARTING,
        LISTING,
        LIVE,
        BROKEN
    }

    /**
     * Why it is not seen.
     *
     * @param message in words for people
     * @param since when it was first so
     */
    public record Problem(Kind kind, String message, Instant since) {}

    private final LongAdder objects = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder lists = new LongAdder();
    private final Map<Kind, LongAdder> problems = adders();
    private final Map<Kind, LongAdder> restarts = adders();
    private final LongAdder regularRestarts = new LongAdder();
    private final LongAdder silentRestarts = new LongAdder();

    private volatile State state = State.STARTING;
    private volatile boolean settled;
    private volatile @Nullable Problem problem;
    /** Since the watch began, or the first of the problems that have followed one another; null once it has stood again. */
    private @Nullable Instant unseenSince;

    /** Since when no problem has come between; null while it is not seen. */
    private @Nullable Instant liveSince;

    /** The newest since the watch began; null where there was none. */
    private @Nullable Kind broken;

    private @Nullable Kind restartFor;
    private boolean silent;
    private boolean watched;

    private static Map<Kind, LongAdder> adders() {
        var adders = new EnumMap<Kind, LongAdder>(Kind.class);
        for (var kind : Kind.values()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    /** Somebody begins to watch, who has seen nothing of it. */
    synchronized void begins(Instant now) {
        unseenSince = now;
        liveSince = null;
        broken = null;
        state = State.STARTING;
    }

    void listing() {
        lists.increment();
        state = State.LISTING;
    }

    void saw() {
        objects.increment();
    }

    void unreadable() {
        skipped.increment();
    }

    synchronized void live(Instant now) {
        if (watched) {
            restarts().increment();
        }
        watched = true;
        restartFor = null;
        silent = false;
        problem = null;
        liveSince = liveSince == null ? now : liveSince;
        settled = true;
        state = State.LIVE;
    }

    private LongAdder restarts() {
        if (restartFor != null) {
            return adder(restarts, restartFor);
        }
        return silent ? silentRestarts : regularRestarts;
    }

    /** The watch was ended by us, because it said nothing. */
    synchronized void silent() {
        silent = true;
    }

    void ended() {
        settled = true;
        state = State.BROKEN;
    }

    synchronized void broke(ClusterException why, Instant now) {
        var last = problem;
        adder(problems, why.kind()).increment();
        restartFor = why.kind();
        var since = last != null && last.kind() == why.kind() ? last.since() : now;
        problem = new Problem(why.kind(), String.valueOf(why.getMessage()), since);
        unseenSince = unseenSince == null ? now : unseenSince;
        liveSince = null;
        broken = why.kind();
        settled = true;
        state = State.BROKEN;
    }

    private static LongAdder adder(Map<Kind, LongAdder> adders, Kind kind) {
        var adder = adders.get(kind);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + kind);
        }
        return adder;
    }

    /** It has been live once, or it was found out why it is not. */
    boolean isSettled() {
        return settled;
    }

    public State state() {
        return state;
    }

    /** Null while all is well. */
    public @Nullable Problem problem() {
        return problem;
    }

    /**
     * What to tell of it with a heartbeat; null while it is seen. After a problem it is seen when it has been live for a while:
     * what was missed comes first, and a watch that is cut again at once is none.
     *
     * @param by since when it must have been so, either way: a reconnect is no gap
     */
    synchronized @Nullable Unseen unseen(Unseen.Part part, Instant by) {
        if (liveSince != null && (broken == null || !liveSince.isAfter(by))) {
            unseenSince = null;
        }
        var since = unseenSince;
        return since == null || since.isAfter(by)
                ? null
                : new Unseen(part, reason(broken), since.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Unseen.Reason reason(@Nullable Kind kind) {
        if (kind == null) {
            return Unseen.Reason.LISTING;
        }
        return switch (kind) {
            case UNREACHABLE -> Unseen.Reason.UNREACHABLE;
            case UNAUTHORIZED -> Unseen.Reason.UNAUTHORIZED;
            case FORBIDDEN -> Unseen.Reason.FORBIDDEN;
            case MISSING -> Unseen.Reason.MISSING;
            case THROTTLED -> Unseen.Reason.THROTTLED;
            case CONFLICT, EXPIRED, FAILED -> Unseen.Reason.FAILED;
        };
    }

    /** Listed, or told of by the watch. */
    public long objects() {
        return objects.sum();
    }

    /** Could not be read. */
    public long skipped() {
        return skipped.sum();
    }

    /** Begun: the first, and those after. */
    public long lists() {
        return lists.sum();
    }

    /** Lists and watches that failed for this reason. */
    public long problems(Kind kind) {
        return adder(problems, kind).sum();
    }

    /** Watches begun again after this. */
    public long restarts(Kind kind) {
        return adder(restarts, kind).sum();
    }

    /** Watches begun again because their time was over. */
    public long regularRestarts() {
        return regularRestarts.sum();
    }

    /** Watches begun again because they had said nothing for a while. */
    public long silentRestarts() {
        return silentRestarts.sum();
    }
}
