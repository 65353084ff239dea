package io.podtide.detect.controller;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.controller.ControllerTrack.Blocked;
import io.podtide.detect.controller.ControllerTrack.GaveUp;
import io.podtide.detect.controller.ControllerTrack.Nothing;
import io.podtide.detect.controller.ControllerTrack.Settled;
import io.podtide.detect.controller.ControllerTrack.Trying;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.state.Step;
import io.podtide.detect.state.Timeline;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Follows one controller by its Events. */
public final class ControllerTracker {

    /** Reason of an Event: a pod could not be created (pkg/controller). */
    public static final String FAILED_CREATE = "FailedCreate";

    /** Reason of an Event: a pod was created. */
    public static final String SUCCESSFUL_CREATE = "SuccessfulCreate";

    /** Some failures are over in a moment: a new namespace has no service account yet. */
    static final Duration SETTLED = Duration.ofSeconds(3);

    /** It has created pods for so long without failing. */
    static final Duration CALM = Duration.ofSeconds(10);

    /** Longer than the longest back-off of a controller (1000 s) and the longest pause of its Events (5 min) together. */
    static final Duration NO_LONGER_TRIES = Duration.ofMinutes(30);

    /** The next stage is told so often that it still fails. */
    static final Duration TOLD_AGAIN = Duration.ofMinutes(1);

    /** The Deployment's own Event, before and since Kubernetes 1.23. */
    private static final Pattern SCALED_TO_NOTHING =
            Pattern.compile("^Scaled down replica set (\\S+) (?:from \\d+ )?to 0$");

    private final RuleBook rules;
    private final CauseCatalogue catalogue;
    private final boolean blind;
    private final Timeline<ControllerTrack, SymptomChange> timeline;

    public ControllerTracker(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
        this.blind = false;
        this.timeline = new Timeline<>(this::deadline, this::due);
    }

    private ControllerTracker(ControllerTracker seeing) {
        this.rules = seeing.rules;
        this.catalogue = seeing.catalogue;
        this.blind = true;
        this.timeline = Timeline.thatStands();
    }

    /** The same while the cluster's watch is broken. */
    public ControllerTracker blind() {
        return new ControllerTracker(this);
    }

    /** An Event is about something that makes pods, and about none of these. */
    public static boolean concerns(KubeEvent event) {
        return !event.regarding().kind().equals("Pod") && event.workload() != null;
    }

    /** An Event about the controller has come. */
    public Step<ControllerTrack, SymptomChange> event(ControllerTrack track, KubeEvent event) {
        return timeline.until(track, event.observedAt()).then(current -> heard(current, event));
    }

    private Step<ControllerTrack, SymptomChange> heard(ControllerTrack track, KubeEvent event) {
        var workload = event.workload();
        if (workload == null
                || (track instanceof Settled over && !event.lastAt().isAfter(over.newest()))) {
            return Step.to(track);
        }
        return switch (event.reason()) {
            case FAILED_CREATE -> failed(track, event, workload);
            case SUCCESSFUL_CREATE -> Step.to(succeeded(track, event));
            case "ScalingReplicaSet" -> scaled(track, event, workload);
            default ->
                JobEnd.of(event).map(end -> ended(track, end, event, workload)).orElse(Step.to(track));
        };
    }

    /** The time of its cluster has come to {@code now}. */
    public Step<ControllerTrack, SymptomChange> time(ControllerTrack track, Instant now) {
        return timeline.until(track, now);
    }

    private Step<ControllerTrack, SymptomChange> due(ControllerTrack track, Instant at) {
        if (track instanceof Trying trying) {
            return trying.failures().succeededAt() == null
                    ? blocked(trying, at)
                    : Step.to(settled(trying.failures(), at));
        }
        if (track instanceof Blocked blocked) {
            var how = blocked.failures().succeededAt() == null ? Change.GONE : Change.RECOVERED;
            return Step.to(settled(blocked.failures(), at), about(blocked.failures(), how, at, Diagnosis.NONE, ""));
        }
        return track instanceof GaveUp gaveUp
                ? Step.to(new Nothing(), job(gaveUp, Change.GONE, at, Diagnosis.NONE, ""))
                : Step.to(new Nothing());
    }

    private static Settled settled(Failures failures, Instant now) {
        return Settled.of(failures.workload(), failures.newest(), now);
    }

    /** Other rules apply from now on: what has not met its rule is judged by them. */
    public Step<ControllerTrack, SymptomChange> ruled(ControllerTrack track) {
        if (!(track instanceof Trying trying)) {
            return Step.to(track);
        }
        var failures = trying.failures();
        var ruling = rules.forWorkload(failures.workload(), Map.of());
        var due = failures.since().plus(ruling.rules().createBlocked().after());
        return Step.to(
                ruling.watches(Kind.CREATE_BLOCKED) ? trying(failures, due, failures.seenAt(), ruling) : new Nothing());
    }

    /** When it wants to be asked again. */
    public Optional<Instant> deadline(ControllerTrack track) {
        if (track instanceof Trying trying) {
            return Optional.of(trying.due());
        }
        if (track instanceof Blocked blocked) {
            var succeeded = blocked.failures().succeededAt();
            return Optional.of(
                    succeeded == null ? blocked.failures().seenAt().plus(NO_LONGER_TRIES) : succeeded.plus(CALM));
        }
        if (track instanceof Settled over) {
            return Optional.of(over.until());
        }
        return track instanceof GaveUp gaveUp ? Optional.of(gaveUp.until()) : Optional.empty();
    }

    private Step<ControllerTrack, SymptomChange> failed(ControllerTrack track, KubeEvent event, Workload workload) {
        var oldest = event.observedAt().minus(NO_LONGER_TRIES);
        boolean wanted = event.message().contains("because it is being terminated"); // its namespace is deleted
        if (!event.warning() || wanted || event.lastAt().isBefore(oldest) || track instanceof GaveUp) {
            return Step.to(track);
        }
        var ruling = rules.forWorkload(workload, Map.of());
        if (track instanceof Blocked blocked) {
            return again(blocked, blocked.failures().with(event), event.observedAt());
        }
        if (track instanceof Trying trying) {
            return Step.to(trying(trying.failures().with(event), trying.due(), event.observedAt(), ruling));
        }
        if (!ruling.watches(Kind.CREATE_BLOCKED)) {
            return Step.to(track);
        }
        var first = Failures.of(workload, event);
        var due = first.since().plus(ruling.rules().createBlocked().after());
        return Step.to(
                trying(first, due.isBefore(event.observedAt()) ? event.observedAt() : due, event.observedAt(), ruling));
    }

    private static Trying trying(Failures failures, Instant due, Instant now, Ruling ruling) {
        boolean often = failures.count() >= ruling.rules().createBlocked().events();
        var settled = now.plus(SETTLED);
        return new Trying(failures, often && settled.isBefore(due) ? settled : due);
    }

    private Step<ControllerTrack, SymptomChange> again(Blocked blocked, Failures failures, Instant now) {
        if (failures.equals(blocked.failures()) || now.isBefore(blocked.toldAt().plus(TOLD_AGAIN))) {
            return Step.to(new Blocked(failures, blocked.toldAt()));
        }
        return Step.to(
                new Blocked(failures, now), about(failures, Change.CHANGED, now, failures.diagnose(catalogue), ""));
    }

    /** A Deployment wants nothing any more of a ReplicaSet that failed to create its pods; it has another, or none. */
    private static Step<ControllerTrack, SymptomChange> scaled(
            ControllerTrack track, KubeEvent event, Workload workload) {
        var toNothing = SCALED_TO_NOTHING.matcher(event.message());
        if (!toNothing.find()) {
            return Step.to(track);
        }
        var replicaSet = PodRef.standIn("ReplicaSet/" + toNothing.group(1));
        var at = event.observedAt();
        return Step.to(
                track,
                SymptomChange.ofStandIn(
                        workload, replicaSet, Symptom.CREATE_BLOCKED, Change.GONE, at, at, Diagnosis.NONE, ""));
    }

    private static ControllerTrack succeeded(ControllerTrack track, KubeEvent event) {
        if (track instanceof Trying trying) {
            return new Trying(trying.failures().succeeded(event), trying.due());
        }
        return track instanceof Blocked blocked
                ? new Blocked(blocked.failures().succeeded(event), blocked.toldAt())
                : track;
    }

    private Step<ControllerTrack, SymptomChange> blocked(Trying trying, Instant at) {
        var failures = trying.failures();
        var ruling = rules.forWorkload(failures.workload(), Map.of());
        var rule = ruling.rules().createBlocked();
        var words = failures.count() >= rule.events()
                ? rule.events() + " FailedCreate Events"
                : "no pod created for " + Durations.text(rule.after());
        return Step.to(
                new Blocked(failures, at),
                about(
                        failures,
                        Change.ONSET,
                        at,
                        failures.diagnose(catalogue),
                        ruling.cite(Kind.CREATE_BLOCKED, words)));
    }

    /** A Job is through. One that could not create its pods has failed of that. */
    private Step<ControllerTrack, SymptomChange> ended(
            ControllerTrack track, JobEnd end, KubeEvent event, Workload workload) {
        var at = event.observedAt();
        var since = end.at().isAfter(at) ? at : end.at(); // clocks disagree
        var gaveUp = new GaveUp(workload, since, at.plus(JobEnd.LOOKED_AT));
        if (end.success()) {
            return Step.to(Settled.of(workload, end.at(), at), job(gaveUp, Change.RECOVERED, at, Diagnosis.NONE, ""));
        }
        var ruling = rules.forWorkload(workload, Map.of());
        if (track instanceof Blocked || track instanceof GaveUp || !ruling.watches(Kind.POD_FAILED)) {
            return Step.to(track);
        }
        if (end.at().isBefore(at.minus(JobEnd.NEWS))) {
            return Step.to(track);
        }
        var rule = ruling.cite(Kind.POD_FAILED, "a Job gave up");
        var failed = job(gaveUp, Change.ONSET, since, end.diagnose(catalogue), rule);
        // in a gap nothing else is due until it ends, so that what has happened in it happens first
        return Step.to(gaveUp, blind ? failed : failed.seen(at));
    }

    private static SymptomChange about(Failures failures, Change change, Instant at, Diagnosis why, String rule) {
        var standIn = PodRef.standIn(failures.controller());
        return SymptomChange.ofStandIn(
                failures.workload(), standIn, Symptom.CREATE_BLOCKED, change, at, failures.since(), why, rule);
    }

    private static SymptomChange job(GaveUp job, Change change, Instant at, Diagnosis why, String rule) {
        var standIn = PodRef.standIn(job.workload().kind()); // one for all Jobs of a CronJob
        return SymptomChange.ofStandIn(job.workload(), standIn, Symptom.POD_FAILED, change, at, job.since(), why, rule);
    }
}
