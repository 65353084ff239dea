package io.podtide.ingest.kube;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code status} of a Pod; the conditions are those of other kinds too. */
record ObjectStatus(
        String phase,
        String reason,
        @Masked String message,
        @Nullable Instant startTime,
        List<Condition> conditions,
        List<Container> initContainerStatuses,
        List<Container> containerStatuses,
        List<Container> ephemeralContainerStatuses) {

    /** A {@code v1} Status says {@code "status": "Failure"}: a word where every other kind has an object. */
    @JsonCreator
    static ObjectStatus ofWord(String word) {
        return new ObjectStatus("", word, "", null, List.of(), List.of(), List.of(), List.of());
    }

    @JsonCreator
    ObjectStatus {}

    /**
     * One of {@code conditions}.
     *
     * @param lastHeartbeatTime of a Node's conditions: tells how late it was when a snapshot was taken
     */
    record Condition(
            String type,
            String status,
            String reason,
            @Masked String message,
            @Nullable Instant lastTransitionTime,
            @Nullable Instant lastHeartbeatTime) {}

    /**
     * One of {@code containerStatuses} and its siblings.
     *
     * @param started its startup probe has succeeded, or it has none
     */
    record Container(
            String name,
            String image,
            int restartCount,
            boolean ready,
            boolean started,
            @Nullable State state,
            @Nullable State lastState) {}

    /** At most one of the three is there. */
    record State(
            @Nullable Waiting waiting,
            @Nullable Running running,
            @Nullable Terminated terminated) {}

    record Waiting(String reason, @Masked String message) {}

    record Running(@Nullable Instant startedAt) {}

    record Terminated(
            String reason,
            @Masked String message,
            int exitCode,
            int signal,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}
}
