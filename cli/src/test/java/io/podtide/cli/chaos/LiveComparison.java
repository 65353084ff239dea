package io.podtide.cli.chaos;

import io.podtide.cli.chaos.ClockMarks.Gap;
import io.podtide.cli.chaos.LiveObjects.Change;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What may differ between a cluster that was watched all the time and one that was not, and what may not. */
final class LiveComparison {

    /** So late may a change be seen that came over a connection that stood still, undetected. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private static final Pattern POD = Pattern.compile("\"name\":\"([^\"]+)\"[^}]*?\"namespace\":\"([^\"]+)\"");

    private final List<Change> deletions;
    private final List<Gap> storms;
    private int same;
    private int seen;
    private int missed;

    private LiveComparison(List<Change> deletions, List<Gap> storms) {
        this.deletions = deletions;
        this.storms = storms;
    }

    /** @param storms when something was done to the ingestor or its connections */
    static LiveComparison of(List<Change> changes, List<Gap> storms) {
        return new LiveComparison(
                changes.stream()
                        .filter(c -> c.resource().equals("pods") && c.type().equals("DELETED"))
                        .toList(),
                storms);
    }

    List<String> differences(List<Incident> calm, List<Incident> stormy, List<Gap> gaps) {
        var differences = new ArrayList<String>();
        for (var incident : calm) {
            compare(incident, stormy, gaps, differences);
        }
        for (var incident : stormy) {
            if (calm.stream().noneMatch(other -> same(other, incident)) && !seenLate(incident)) {
                differences.add("+ " + Outcome.standing(incident) + " " + times(incident));
            }
        }
        return differences;
    }

    String summary() {
        return "%d incidents of the calm cluster are those of the stormy one, %d of them the same to the id and the count;"
                        .formatted(same, seen)
                + " %d came and went in a gap".formatted(missed);
    }

    private void compare(Incident calm, List<Incident> stormy, List<Gap> gaps, List<String> differences) {
        var found = stormy.stream().filter(other -> same(calm, other)).toList();
        if (found.isEmpty()) {
            var over = calm.state() == State.RESOLVED && touched(gaps, calm.startedAt(), calm.updatedAt());
            missed++;
            if (!over) {
                differences.add("- " + Outcome.standing(calm) + " " + times(calm));
            }
            return;
        }
        same++;
        var ours = found.get(found.size() - 1);
        var sawItBegin = !touched(gaps, calm.startedAt(), calm.openedAt())
                && !touched(storms, calm.startedAt(), calm.openedAt());
        var sameCount = ours.occurrences() == calm.occurrences();
        var rightCount = sameCount || (lostPods(calm, gaps) && ours.occurrences() < calm.occurrences());
        if (ours.state() != calm.state()
                || (sawItBegin && !(rightCount && ours.startedAt().equals(calm.startedAt())))) {
            differences.add("! " + Outcome.standing(ours) + " " + times(ours) + " instead of " + Outcome.standing(calm)
                    + " " + times(calm));
        } else if (sawItBegin && sameCount) {
            seen++;
        }
    }

    /** Time went on while what would have kept it from opening was on its way; it was found out and mended. */
    private boolean seenLate(Incident incident) {
        return incident.state() == State.RESOLVED
                && touched(
                        storms,
                        incident.openedAt().minus(LATE),
                        incident.openedAt().plus(LATE));
    }

    /** What a pod that is gone had done since it was last seen nobody knows. */
    private boolean lostPods(Incident incident, List<Gap> gaps) {
        return deletions.stream()
                .filter(deletion -> isOf(incident, deletion))
                .anyMatch(deletion -> touched(gaps, deletion.at(), deletion.at()));
    }

    private static boolean isOf(Incident incident, Change deletion) {
        var name = POD.matcher(deletion.json());
        return name.find()
                && name.group(2).equals(incident.namespace())
                && (name.group(1) + '-').startsWith(incident.workload() + "-");
    }

    private static boolean touched(List<Gap> gaps, Instant from, Instant to) {
        return gaps.stream().anyMatch(gap -> gap.touches(from, to));
    }

    private static boolean same(Incident one, Incident other) {
        return one.kind() == other.kind()
                && withoutCluster(one).equals(withoutCluster(other))
                && Objects.equals(one.container(), other.container());
    }

    private static String withoutCluster(Incident i) {
        return i.subject().replaceFirst("^[^/]+", "");
    }

    private static String times(Incident i) {
        return i.startedAt() + " to " + i.openedAt();
    }
}
