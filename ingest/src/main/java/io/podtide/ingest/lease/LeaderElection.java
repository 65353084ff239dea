package io.podtide.ingest.lease;

import io.podtide.ingest.watch.ClusterException;
import io.podtide.ingest.watch.ClusterException.Kind;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.wire.Epoch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of the processes that share a cluster one works, and the others wait for its Lease to run out.
 *
 * <pre>
 * {@link #awaitLease follower} ──▶ {@link #lead leader} ──▶ follower     (the Lease was lost)
 *                        └────▶ released     (asked to stop)
 * </pre>
 *
 * <p>How long a Lease has not been renewed is measured by our own clock, from when we saw it change: clocks disagree.
 */
public final class LeaderElection {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);

    /** The clock of a leader before us that is further ahead is broken. */
    private static final Duration BELIEVED_AHEAD = Duration.ofMinutes(1);

    /** What a leader does until it is interrupted. */
    @FunctionalInterface
    public interface Work {
        void run(Leadership leadership) throws InterruptedException, ExecutionException;
    }

    private final String cluster;
    private final LeaseClient client;
    private final LeaseSettings settings;
    private final Clock clock;
    private final ElectionListener listener;

    /** As last seen. */
    private Lease lease;

    private long leaseSeenNanos;
    /** Epochs rise even when the Lease is deleted and made anew. */
    private long highestEpoch;

    private final RetryAfter retryAfter = new RetryAfter();
    private @Nullable Kind lastProblem;
    private String lastHolder = "";

    public LeaderElection(KubeConnection connection, LeaseSettings settings, Clock clock, ElectionListener listener) {
        this.cluster = connection.name();
        this.client = new LeaseClient(connection.requests(), settings);
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.lease = Lease.fresh(settings);
    }

    /**
     * Works whenever we lead, until the thread is interrupted, and gives the Lease back then.
     *
     * @throws ExecutionException for a failure of the work while we lead
     */
    public void run(Work work) throws InterruptedException, ExecutionException {
        while (true) {
            var leadership = awaitLease();
            note("leads cluster " + cluster + " (epoch " + leadership.epoch().number() + ")");
            try (var worker = new LeaderThread(cluster, work, leadership)) {
                lead(leadership, worker);
            } catch (InterruptedException | ExecutionException e) {
                release();
                throw e;
            }
            lastHolder = "";
            note("leads cluster " + cluster + " no more: its lease was lost");
        }
    }

    private Leadership awaitLease() throws InterruptedException {
        Thread.sleep(
                retryAfter.orLonger(Duration.ZERO).toMillis()); // who has just lost the Lease may have been sent away
        while (true) {
            try {
                look(client.read());
                if (isFree()) {
                    return take();
                }
                tellHolder();
                lastProblem = null;
            } catch (ClusterException e) {
                tell(e);
                if (e.kind() != Kind.CONFLICT) {
                    listener.failed(e);
                }
            }
            Thread.sleep(retryAfter.orLonger(jittered(settings.retry())).toMillis());
        }
    }

    private void look(Lease now) {
        if (!now.version().equals(lease.version()) || leaseSeenNanos == 0) {
            leaseSeenNanos = System.nanoTime();
        }
        lease = now;
        highestEpoch = Math.max(highestEpoch, now.epoch());
    }

    private boolean isFree() {
        return lease.isNew()
                || lease.holder().isEmpty()
                || lease.holder().equals(settings.identity()) // and we had lost it
                || System.nanoTime() - leaseSeenNanos > heldFor().toNanos();
    }

    /** As long as whoever holds it has said; one that somebody else has made may not say. */
    private Duration heldFor() {
        return lease.duration().isZero() ? settings.duration() : lease.duration();
    }

    private Leadership take() throws InterruptedException {
        var now = clock.instant();
        var epoch = Math.max(now.toEpochMilli(), highestEpoch + 1);
        var begun = System.nanoTime();
        var before = lease.renewedAt().plus(settings.retry());
        look(client.write(lease.held(settings, epoch, now)));
        var notBefore = before.isAfter(now.plus(BELIEVED_AHEAD)) ? Instant.EPOCH : before;
        return new Leadership(
                new Epoch(epoch), notBefore, begun + settings.renewWithin().toNanos());
    }

    /**
     * Returns when the Lease is lost. A server that asks to be left alone for longer than we may lead unseen is obeyed, and the
     * leadership ends in time all the same.
     */
    private void lead(Leadership leadership, LeaderThread worker) throws InterruptedException, ExecutionException {
        while (leadership.isValid() && lease.holder().equals(settings.identity())) {
            if (worker.endsWithin(leadership.atMost(retryAfter.orLonger(settings.retry()))) && leadership.isValid()) {
                worker.rethrow();
            }
            if (!retryAfter.isOver()) {
                continue;
            }
            try {
                renew(leadership);
                lastProblem = null;
            } catch (ClusterException e) {
                tell(e);
            }
        }
    }

    /** Only the version that we wrote last: what is not ours any more is not renewed by chance. */
    private void renew(Leadership leadership) throws InterruptedException {
        var begun = System.nanoTime();
        if (!leadership.isValid()) {
            return;
        }
        try {
            look(client.write(lease.held(settings, leadership.epoch().number(), clock.instant())));
            leadership.renewed(begun + settings.renewWithin().toNanos());
        } catch (ClusterException e) {
            if (e.kind() != Kind.CONFLICT && e.kind() != Kind.MISSING) {
                throw e;
            }
            look(client.read()); // somebody else wrote into it, be it only a label, or took it, or deleted it
        }
    }

    private void release() {
        if (!lease.holder().equals(settings.identity())) {
            return;
        }
        if (!retryAfter.isOver()) {
            LOG.info("lease not released, for the API server asks not to be asked: cluster={}", cluster);
            return;
        }
        try {
            client.write(lease.released(clock.instant()));
            LOG.info("lease released: cluster={}", cluster);
        } catch (ClusterException e) {
            LOG.info("lease not released: cluster={} problem=\"{}\"", cluster, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellHolder() {
        listener.standsBy();
        if (!lastHolder.equals(lease.holder())) {
            lastHolder = lease.holder();
            note("stands by: " + lastHolder + " leads cluster " + cluster);
        }
    }

    private void tell(ClusterException problem) {
        retryAfter.asked(problem.retryAfter());
        if (problem.kind() == Kind.CONFLICT) {
            LOG.info("another was quicker: cluster={} lease={}", cluster, settings.name());
        } else if (problem.kind() != lastProblem) {
            lastProblem = problem.kind();
            note(String.valueOf(problem.getMessage()));
        }
    }

    private void note(String text) {
        LOG.info("{}: cluster={} identity={}", text, cluster, settings.identity());
        listener.note(text);
    }

    /** So that followers do not come in one moment. */
    private static Duration jittered(Duration wait) {
        var millis = wait.toMillis();
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
    }
}
