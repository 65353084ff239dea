package io.podtide.detect.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All revisions of a story in their order; each must follow from the one before it, whatever the story is about. */
public final class Chronicle {

    /** There may be none: controllers that make none, Jobs whose pods are gone, empty nodes. */
    private static final Set<Kind> WITHOUT_PODS = Set.of(Kind.CREATE_BLOCKED, Kind.POD_FAILED, Kind.NODE_LOST);

    private final Map<String, Incident> newest = new HashMap<>();
    private final List<Incident> all = new ArrayList<>();
    private final List<Told> untold = new ArrayList<>();

    public void add(List<Incident> revisions) {
        for (var revision : revisions) {
            @Nullable Incident before = newest.put(revision.id(), revision);
            isSound(revision);
            if (before == null) {
                assertThat(revision.revision())
                        .as("first revision of %s", revision)
                        .isOne();
            } else {
                follows(before, revision);
            }
            all.add(revision);
            untold.add(new Told(what(before, revision), revision));
        }
    }

    public List<Incident> all() {
        return List.copyOf(all);
    }

    /** What has come since the last call. */
    List<Told> drain() {
        var drained = List.copyOf(untold);
        untold.clear();
        return drained;
    }

    private static void isSound(Incident i) {
        assertThat(i.startedAt()).as("startedAt of %s", i).isBeforeOrEqualTo(i.openedAt());
        assertThat(i.openedAt()).as("openedAt of %s", i).isBeforeOrEqualTo(i.updatedAt());
        assertThat(i.resolvedAt() != null).as("resolvedAt of %s", i).isEqualTo(i.state() == State.RESOLVED);
        assertThat(i.resolution() != null).as("resolution of %s", i).isEqualTo(i.state() == State.RESOLVED);
        assertThat(i.podCount())
                .as("podCount of %s", i)
                .isGreaterThanOrEqualTo(WITHOUT_PODS.contains(i.kind()) ? 0 : 1)
                .isGreaterThanOrEqualTo(i.pods().size());
        assertThat(i.pods().size()).as("pods of %s", i).isLessThanOrEqualTo(20);
        assertThat(i.evidence().size()).as("evidence of %s", i).isLessThanOrEqualTo(10);
        assertThat(i.summary()).as("summary of %s", i).isNotBlank();
        assertThat(i.rule()).as("rule of %s", i).isNotBlank();
    }

    private static void follows(Incident before, Incident after) {
        assertThat(after.revision()).as("revision after %s", before).isEqualTo(before.revision() + 1);
        assertThat(after.updatedAt()).as("%s after %s", after, before).isAfterOrEqualTo(before.updatedAt());
        assertThat(after.startedAt()).as("startedAt of %s", after).isEqualTo(before.startedAt());
        assertThat(after.occurrences()).as("occurrences of %s", after).isGreaterThanOrEqualTo(before.occurrences());
        assertThat(before.state() == State.RESOLVED && after.state() == State.RESOLVED)
                .as("resolved twice: %s", after)
                .isFalse();
    }

    private static String what(@Nullable Incident before, Incident after) {
        if (before == null) {
            return "opened";
        }
        return switch (after.state()) {
            case RESOLVED -> "resolved";
            case UNKNOWN -> "unknown";
            case OPEN -> before.state() == State.RESOLVED ? "reopened" : "changed";
        };
    }

    /** A revision, and what it is after the one before it. */
    record Told(String what, Incident incident) {}
}
