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

    /** The same change, put down to something else. */
    public SymptomChange with(Diagnosis other) {
        return new SymptomChange(
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
                other,
                labels,
                rule,
                owner,
                seenAt);
    }

    /** The same change, of something else: a pod's node. */
    public SymptomChange of(Workload other) {
        return new SymptomChange(
                /* workload= */ other,
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
                Map.of(),
                rule,
                /* owner= */ workload,
                seenAt);
    }

    /** The same change, standing for so many occurrences. */
    public SymptomChange counting(int occurrences) {
        return new SymptomChange(
                workload,
                pod,
                symptom,
                change,
                at,
                since,
                container,
                image,
                occurrences,
                lifetime,
                memoryKill,
                diagnosis,
                labels,
                rule,
                owner,
                seenAt);
    }

    /** The same change, known then; it may have happened before. */
    public SymptomChange seen(Instant time) {
        return new SymptomChange(
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
                owner,
                time.isAfter(at) ? time : at);
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
