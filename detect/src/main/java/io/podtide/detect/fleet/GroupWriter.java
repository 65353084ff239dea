package io.podtide.detect.fleet;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.text.Durations;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes revisions of what incidents have become together. */
final class GroupWriter {

    private static final int PODS_SHOWN = 20;
    private static final int EVIDENCE_SHOWN = 10;

    /** Up to so many clusters each new one is told, beyond it only when they have doubled. */
    private static final int FEW = 10;

    private final CauseCatalogue catalogue;

    GroupWriter(CauseCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Before its first revision: what will not change of it. */
    Incident conceived(Shared shared, List<Incident> children, Instant openedAt) {
        var startedAt = children.stream()
                .map(Incident::startedAt)
                .min(Comparator.naturalOrder())
                .orElse(openedAt);
        var kind = kind(children);
        var rule = shared.enough() + " " + GroupWords.plural(shared, kind) + " with the same "
                + shared.thing().words() + " in " + Durations.text(shared.within());
        return IncidentBuilder.conceived(
                        IncidentId.of(shared.cluster(), shared.key(), kind, startedAt),
                        kind,
                        shared.scope(),
                        shared.cluster(),
                        startedAt,
                        openedAt,
                        rule)
                .severity(Severity.CRITICAL)
                .clusterUid(shared.cluster().isEmpty() ? "" : children.get(0).clusterUid())
                .node(shared.node().isEmpty() ? null : shared.node())
                .cause(children.get(0).cause())
                .build();
    }

    /** The next revision, as its children are now. */
    Incident next(Incident last, Shared shared, List<Incident> all, State state, Instant newsAt, int reopened) {
        var children = all.stream().sorted(Filing.OLDEST_FIRST).toList();
        var at = newsAt.isAfter(last.updatedAt()) ? newsAt : last.updatedAt();
        boolean over = state == State.RESOLVED;
        var remedy = children.stream().map(Incident::remedy).findFirst().orElse(last.remedy());
        var draft = last.toBuilder()
                .revision(last.revision() + 1)
                .state(state)
                .severity(severity(last, children))
                .container(same(children, Incident::container).orElse(null))
                .pods(pods(children))
                .podCount(children.stream().mapToInt(Incident::podCount).sum())
                .causeDetail(detail(shared, children))
                .evidence(evidence(children))
                .remedy(remedy)
                .updatedAt(at)
                .resolvedAt(over ? at : null)
                .resolution(over ? resolution(children) : null)
                .occurrences(children.stream().mapToLong(Incident::occurrences).sum())
                .reopened(reopened)
                .labels(labels(children))
                .build();
        var explanation =
                catalogue.find(draft.cause()).map(c -> c.explanation()).orElse("");
        return draft.toBuilder()
                .summary(GroupWords.summary(draft, shared, children, explanation))
                .build();
    }

    /** A reader would want to know. */
    static boolean differs(Incident told, Incident now) {
        int clusters = count(now, "clusters");
        int before = count(told, "clusters");
        return told.state() != now.state()
                || told.severity() != now.severity()
                || count(now, "workloads") >= 2 * count(told, "workloads")
                || (clusters > before && (clusters <= FEW || clusters >= 2 * before));
    }

    private static int count(Incident incident, String what) {
        return Integer.parseInt(incident.causeDetail().getOrDefault(what, "0"));
    }

    /** That of most; of equals the first. */
    private static Kind kind(List<Incident> children) {
        var counts =
                children.stream().collect(Collectors.groupingBy(Incident::kind, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Kind, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /** What reaches further matters more; a page is not taken back. */
    private static Severity severity(Incident last, List<Incident> children) {
        boolean minor = last.revision() == 0 && children.stream().allMatch(c -> c.severity() == Severity.INFO);
        return minor ? Severity.WARNING : last.revision() == 0 ? Severity.CRITICAL : last.severity();
    }

    private static List<Incident.Member> pods(List<Incident> children) {
        return children.stream()
                .flatMap(child -> child.pods().stream())
                .sorted(Comparator.comparing(Incident.Member::since).thenComparing(Incident.Member::name))
                .limit(PODS_SHOWN)
                .toList();
    }

    private static Map<String, String> detail(Shared shared, List<Incident> children) {
        var detail = new HashMap<String, String>();
        if (!shared.thing().detail().isEmpty()) {
            var name = same(children, i -> i.causeDetail().get(shared.thing().detail()));
            detail.put(shared.thing().detail(), name.orElse(shared.name()));
        }
        detail.put("workloads", Long.toString(distinct(children, Incident::subject)));
        if (shared.scope() == Scope.FLEET) {
            detail.put("clusters", Long.toString(distinct(children, Incident::cluster)));
        }
        return detail;
    }

    private static List<Evidence> evidence(List<Incident> children) {
        return children.stream()
                .flatMap(child -> child.evidence().stream().limit(1))
                .limit(EVIDENCE_SHOWN)
                .toList();
    }

    private static Map<String, String> labels(List<Incident> children) {
        var common =
                new HashMap<>(children.isEmpty() ? Map.of() : children.get(0).labels());
        children.forEach(child -> common.entrySet().retainAll(child.labels().entrySet()));
        return common;
    }

    private static Resolution resolution(List<Incident> children) {
        var all = children.stream().map(Incident::resolution).collect(Collectors.toSet());
        return all.contains(Resolution.RECOVERED)
                ? Resolution.RECOVERED
                : all.contains(Resolution.REPLACED) ? Resolution.REPLACED : Resolution.DELETED;
    }

    static long distinct(List<Incident> children, Function<Incident, String> what) {
        return children.stream().map(what).distinct().count();
    }

    /** What all of them have the same. */
    private static Optional<String> same(List<Incident> children, Function<Incident, @Nullable String> what) {
        var all = children.stream().map(what).distinct().toList();
        return all.size() == 1 ? Optional.ofNullable(all.get(0)) : Optional.empty();
    }
}
