package io.podtide.detect.fleet;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.state.Step;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of which there is no news. That it is silent is judged elsewhere, by the wall clock; times here are the cluster's.
 *
 * <p>The first silence ends with the first news. One that comes back within {@code resolve.reopen-within} is the same incident,
 * and has to stay away for a hold that doubles each time.
 */
final class SilenceSteps {

    private static final String API_SERVER = "API_SERVER_UNREACHABLE";
    private static final String INGESTOR = "INGESTOR_SILENT";

    private final RuleBook rules;
    private final CauseCatalogue catalogue;

    SilenceSteps(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
    }

    /**
     * There is no news.
     *
     * @param heardAt the newest time heard
     * @param gapSince when the ingestor said that it had lost the cluster's API server; null if it did not
     */
    Step<ClusterSilence, Incident> silent(ClusterSilence known, Instant heardAt, @Nullable Instant gapSince) {
        var ruling = rules.forCluster(known.cluster());
        var told = known.told();
        if (!ruling.watches(Kind.CLUSTER_SILENT)) {
            return told == null || !known.open()
                    ? Step.to(known)
                    : resolved(known, told, told.updatedAt(), Resolution.DELETED);
        }
        if (told != null && known.open()) {
            return Step.to(new ClusterSilence(known.cluster(), told, null));
        }
        var after = ruling.rules().clusterSilent().after();
        var revision = opened(known, ruling, heardAt, gapSince, heardAt.plus(after));
        return Step.to(new ClusterSilence(known.cluster(), revision, null), revision);
    }

    /** There is news. */
    Step<ClusterSilence, Incident> heard(ClusterSilence known, Instant at) {
        var told = known.told();
        if (told == null || !known.open() || known.until() != null) {
            return Step.to(known);
        }
        return told.reopened() == 0
                ? resolved(known, told, at, Resolution.RECOVERED)
                : Step.to(new ClusterSilence(known.cluster(), told, at.plus(hold(told))));
    }

    /** The time of the cluster has come to {@code now}. */
    Step<ClusterSilence, Incident> time(ClusterSilence known, Instant now) {
        var told = known.told();
        if (told == null || known.until() == null || known.until().isAfter(now)) {
            return Step.to(known);
        }
        return known.open()
                ? resolved(known, told, known.until(), Resolution.RECOVERED)
                : Step.to(ClusterSilence.of(known.cluster()));
    }

    private Duration hold(Incident told) {
        var rule = rules.rules().resolve();
        var hold = rule.hold().multipliedBy(1L << Math.min(20, told.reopened() - 1));
        return hold.compareTo(rule.holdMax()) < 0 ? hold : rule.holdMax();
    }

    private Incident opened(
            ClusterSilence known, Ruling ruling, Instant heardAt, @Nullable Instant gapSince, Instant at) {
        var before = known.told();
        var startedAt = before == null ? heardAt : before.startedAt();
        var cause = gapSince == null ? INGESTOR : API_SERVER;
        var entry = catalogue.find(cause);
        var evidence = gapSince == null
                ? new Evidence(heardAt, "ingest", "", "the last that was heard", 1)
                : new Evidence(gapSince, "ingest", "GAP_STARTED", "the watch is broken", 1);
        var explanation =
                entry.map(Cause::explanation).map(SilenceSteps::clause).orElse("");
        var since = heardAt.truncatedTo(ChronoUnit.SECONDS).toString();
        var silence = Durations.text(ruling.rules().clusterSilent().after());
        return IncidentBuilder.conceived(
                        IncidentId.of(known.cluster(), known.cluster(), Kind.CLUSTER_SILENT, startedAt),
                        Kind.CLUSTER_SILENT,
                        Scope.CLUSTER,
                        known.cluster(),
                        startedAt,
                        before == null ? at : before.openedAt(),
                        ruling.cite(Kind.CLUSTER_SILENT, "silent for " + silence))
                .revision(1)
                .severity(Severity.CRITICAL)
                .cause(entry.isPresent() ? cause : Diagnosis.UNKNOWN_CAUSE)
                .causeDetail(Map.of("heardAt", since))
                .evidence(List.of(evidence))
                .summary("Cluster " + known.cluster() + " has been silent since " + since
                        + ", and nobody knows how its pods are" + explanation)
                .remedy(entry.map(c ->
                                c.remedy().replace("{cluster}", known.cluster()).strip())
                        .orElse(""))
                .updatedAt(before == null || at.isAfter(before.updatedAt()) ? at : before.updatedAt())
                .reopened(before == null ? 0 : before.reopened() + 1)
                .build();
    }

    private static String clause(String explanation) {
        var text = explanation.endsWith(".") ? explanation.substring(0, explanation.length() - 1) : explanation;
        return ": " + Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private Step<ClusterSilence, Incident> resolved(
            ClusterSilence known, Incident told, Instant newsAt, Resolution resolution) {
        var at = newsAt.isAfter(told.updatedAt()) ? newsAt : told.updatedAt();
        var lasted = Durations.text(Duration.between(told.startedAt(), at).truncatedTo(ChronoUnit.SECONDS));
        var words = resolution == Resolution.DELETED
                ? "Cluster " + known.cluster() + " is no longer watched for silence"
                : "Cluster " + known.cluster() + " is heard of again, " + lasted + " after it fell silent";
        var revision = Revisions.resolved(told, at, resolution, words);
        return Step.to(
                new ClusterSilence(
                        known.cluster(),
                        revision,
                        at.plus(rules.rules().resolve().reopenWithin())),
                revision);
    }
}
