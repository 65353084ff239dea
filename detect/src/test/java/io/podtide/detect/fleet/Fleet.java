package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.scenario.Causes;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The third stage with its memory: drafts of several clusters come in, each cluster's time goes on, and lines are told. */
final class Fleet {

    final Remembered memory = new Remembered();
    final List<Incident> told = new ArrayList<>();

    /** How often a node was due. */
    int looks;

    private final FleetCorrelator correlator;

    Fleet() {
        this(RuleBook.DEFAULTS);
    }

    Fleet(RuleBook rules) {
        this.correlator = new FleetCorrelator(rules, Causes.FEW, memory);
    }

    Fleet hears(Incident... drafts) {
        return hears(null, drafts);
    }

    Fleet hears(@Nullable String image, Incident... drafts) {
        for (var draft : drafts) {
            told.addAll(correlator.revised(draft, image));
        }
        return this;
    }

    Fleet hears(SymptomChange... changes) {
        for (var change : changes) {
            told.addAll(correlator.ofNode(change));
        }
        return this;
    }

    Fleet silent(String cluster, Instant heardAt) {
        told.addAll(correlator.silent(cluster, heardAt, null));
        return this;
    }

    Fleet silentInGap(String cluster, Instant heardAt, Instant gapSince) {
        told.addAll(correlator.silent(cluster, heardAt, gapSince));
        return this;
    }

    Fleet heard(String cluster, Instant at) {
        told.addAll(correlator.heard(cluster, at));
        return this;
    }

    /** The time of a cluster has come so far. */
    Fleet time(String cluster, Instant now) {
        told.addAll(correlator.silenceTime(cluster, now));
        for (var node = node(cluster, now); node.isPresent(); node = node(cluster, now)) {
            told.addAll(correlator.nodeTime(
                    node.get().key(), Objects.requireNonNull(node.get().until()), now));
            looks++;
        }
        for (var due = next(cluster, now); due.isPresent(); due = next(cluster, now)) {
            told.addAll(
                    correlator.groupTime(due.get().getKey(), cluster, due.get().getValue()));
        }
        return this;
    }

    private Optional<NodeTrack> node(String cluster, Instant now) {
        return memory.nodes(cluster).stream()
                .filter(node -> node.until() != null && !node.until().isAfter(now))
                .findFirst();
    }

    private Optional<Map.Entry<String, Instant>> next(String cluster, Instant now) {
        return memory.groups().stream()
                .filter(g -> g.deadlines().containsKey(cluster))
                .map(g -> Map.entry(g.shared().key(), g.deadlines().get(cluster)))
                .filter(e -> !e.getValue().isAfter(now))
                .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    }

    /** What has been told since the last time: scope, subject, kind, state, and whose child it is. */
    List<String> lines() {
        var lines = told.stream().map(this::line).toList();
        told.clear();
        return lines;
    }

    private String line(Incident i) {
        var parent = i.parentId() == null ? null : memory.incident(i.parentId());
        return i.scope() + " " + i.subject() + " " + i.kind() + " r" + i.revision() + " " + i.state()
                + (parent == null ? "" : " of " + parent.scope());
    }

    Incident newest(Scope scope) {
        return memory.incidents.values().stream()
                .filter(i -> i.scope() == scope)
                .findFirst()
                .orElseThrow();
    }
}
