package io.podtide.detect.symptom;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.observation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change in what one pod shows.
 *
 * @param change what happened to the symptom
 * @param at when, in event time
 * @param since when this pod began to fail in this way
 * @param container the container concerned; null where it is the pod
 * @param image that container's image; null where it is the pod
 * @param count for {@link Change#OCCURRED} how many occurrences this stands for, at least 1; else 0
 * @param lifetime for an occurrence how long the container had run; null where not known
 * @param memoryKill for a restart: the run before it ended in an out-of-memory kill
 * @param diagnosis the cause as far as this pod tells
 * @param labels the pod's routing labels
 * @param rule the threshold, and the override, that applied; empty where none did
 * @param owner the pod's own workload, where {@code workload} is its node; else null
 * @param seenAt when that was known, the observer's clock: what was due until then has come to pass before
 */
public record SymptomChange(
        Workload workload,
        PodRef pod,
        Symptom symptom,
        Change change,
        Instant at,
        Instant since,
        @Nullable String container,
        @Nullable String image,
        int count,
        @Nullable Duration lifetime,
        boolean memoryKill,
        Diagnosis diagnosis,
        Map<String, String> labels,
        String rule,
        @Nullable Workload owner,
        Instant seenAt) {

    public SymptomChange {
        labels = Map.copyOf(labels);
    }

    /** One of the pod's own workload, known at once. */
    public SymptomChange(
            Workload workload,
            PodRef pod,
            Symptom symptom,
            Change change,
            Instant at,
            Instant since,
            @Nullable String container,
            @Nullable String image,
            int count,
            @Nullable Duration lifetime,
            boolean memoryKill,
            Diagnosis diagnosis,
            Map<String, String> labels,
            String rule) {
        this(
                workload,
                pod,
                symptom,
                change,
                at,
                since,
                container,
                image,
                count,
                lifetime,
                memoryKill,
                diagnosis,
                labels,
                rule,
                null,
                at);
    }

    /** One of a {@linkplain PodRef#standIn stand-in} for a pod, which has no container and no labels; known at once. */
    public static SymptomChange ofStandIn(
            Workload workload,
            PodRef standIn,
            Symptom symptom,
            Change change,
            Instant at,
            Instant since,
            Diagnosis diagnosis,
            String rule) {
        return new SymptomChange(
                workload, standIn, symptom, change, at, since, null, null, 0, null, false, diagnosis, Map.of(), rule);
    }

    /** The same change, put down to something else. */
    public SymptomChange with(Diagnosis other) {
        return copy(workload, count, other, labels, owner, seenAt);
    }

    /** The same change, of something else: a pod's node. */
    public SymptomChange of(Workload other) {
        return copy(other, count, diagnosis, Map.of(), workload, seenAt);
    }

    /** The same change, standing for so many occurrences. */
    public SymptomChange counting(int occurrences) {
        return copy(workload, occurrences, diagnosis, labels, owner, seenAt);
    }

    /** The same change, known then; it may have happened before. */
    public SymptomChange seen(Instant time) {
        return copy(workload, count, diagnosis, labels, owner, time.isAfter(at) ? time : at);
    }

    private SymptomChange copy(
            Workload otherWorkload,
            int otherCount,
            Diagnosis otherDiagnosis,
            Map<String, String> otherLabels,
            @Nullable Workload otherOwner,
            Instant otherSeenAt) {
        return new SymptomChange(
                otherWorkload,
                pod,
                symptom,
                change,
                at,
                since,
                container,
                image,
                otherCount,
                lifetime,
                memoryKill,
                otherDiagnosis,
                otherLabels,
                rule,
                otherOwner,
                otherSeenAt);
    }

    /** What happened to a symptom. */
    public enum Change {
        /** It happened once, or {@code count} times: a restart, a kill. The symptom stands until it clears. */
        OCCURRED,
        /** It shows, but not yet for as long as the rule asks. It opens nothing, but keeps open what is open. */
        SUSPECTED,
        /** It has shown for as long as the rule asks. */
        ONSET,
        /** It still shows; its diagnosis may be another. */
        CHANGED,
        /** The pod is well again. */
        RECOVERED,
        /** The pod is gone or going. */
        GONE
    }
}
