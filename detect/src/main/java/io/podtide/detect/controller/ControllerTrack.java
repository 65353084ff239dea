package io.podtide.detect.controller;

import io.podtide.detect.observation.Workload;
import java.time.Duration;
import java.time.Instant;

/**
 * What is remembered of one controller: a ReplicaSet, StatefulSet, DaemonSet, Job or CronJob. Its Events are all that is seen
 * of it.
 *
 * <ul>
 *   <li>{@link Nothing} to {@link Trying} when it fails to create a pod
 *   <li>{@link Trying} to {@link Blocked} when it has failed often or long enough; to {@link Settled} when it has succeeded since
 *   <li>{@link Blocked} to {@link Settled} when it has succeeded for a while, or has long not tried
 *   <li>{@link Nothing} or {@link Trying} to {@link GaveUp} when it is a Job that has failed for good; to {@link Nothing} after a day
 *   <li>all to {@link Settled} when it is a Job that is complete; that to {@link Nothing} when its Events have expired
 * </ul>
 */
public sealed interface ControllerTrack {

    /** There is nothing to remember: stores keep no record of it. */
    record Nothing() implements ControllerTrack {}

    /**
     * It has failed to create a pod.
     *
     * @param due when it counts as blocked, if nothing comes in between
     */
    record Trying(Failures failures, Instant due) implements ControllerTrack {}

    /**
     * It cannot create pods.
     *
     * @param toldAt when that was last said
     */
    record Blocked(Failures failures, Instant toldAt) implements ControllerTrack {}

    /**
     * It is a Job that has failed for good.
     *
     * @param until still looked at; by then somebody has seen to it, or nobody will
     */
    record GaveUp(Workload workload, Instant since, Instant until) implements ControllerTrack {}

    /**
     * What it failed in is over, and its Events are still listed after a restart of whoever reads them.
     *
     * @param newest what its Events tell of until then is over
     * @param until remembered so long
     */
    record Settled(Workload workload, Instant newest, Instant until) implements ControllerTrack {

        /** The API server keeps Events for an hour. */
        private static final Duration LISTED_FOR = Duration.ofHours(1);

        static Settled of(Workload workload, Instant newest, Instant now) {
            return new Settled(workload, newest, now.plus(LISTED_FOR));
        }
    }
}
