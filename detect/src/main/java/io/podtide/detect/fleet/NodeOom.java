package io.podtide.detect.fleet;

import io.podtide.detect.fleet.NodeTrack.Kill;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Out-of-memory kills of several workloads' pods on one node within minutes: then it is the node that people should look at. A
 * single workload's kills are that workload's incident, wherever they happen.
 */
final class NodeOom {

    private static final int WORKLOADS = 2;
    private static final int SHOWN = 20;

    /** A kill may be told so much later than it was, for the API server keeps Events so long; in a gap time stands still. */
    private static final Duration LATE = Duration.ofHours(1);

    private final RuleBook rules;

    NodeOom(RuleBook rules) {
        this.rules = rules;
    }

    /** Without what is neither part of its incident nor could become part of one. */
    NodeTrack settled(NodeTrack node, Instant now, Predicate<String> goesOn) {
        if (node.told() != null) {
            return node;
        }
        return node.without(now.minus(rules.rules().oom().nodeWithin()).minus(LATE), goesOn);
    }

    Step<NodeTrack, Incident> killed(NodeTrack node, SymptomChange change) {
        return time(node, change.at()).then(current -> take(current.with(kill(change)), change));
    }

    Step<NodeTrack, Incident> time(NodeTrack node, Instant now) {
        var until = node.until();
        if (until == null || until.isAfter(now)) {
            return Step.to(node);
        }
        var told = node.told();
        if (told == null || told.state() == State.RESOLVED) {
            return Step.to(node.with(null, null));
        }
        var over = revision(node, told, State.RESOLVED, until, told.podCount());
        return Step.to(node.with(over, until.plus(rules.rules().resolve().reopenWithin())), over);
    }

    private Step<NodeTrack, Incident> take(NodeTrack node, SymptomChange change) {
        var rule = rules.rules().oom();
        var calm = rules.rules()
                .restartLoop()
                .clearAfter()
                .plus(rules.rules().resolve().hold());
        var until = change.at().plus(calm);
        if (node.open()) {
            return Step.to(node.with(node.told(), until)); // goes on: the members are told when it ends
        }
        var killed = node.podsKilledSince(change.at().minus(rule.nodeWithin())).values();
        long workloads = killed.stream().map(Kill::workload).distinct().count();
        if (killed.size() < rule.nodePods() || workloads < WORKLOADS) {
            return Step.to(node);
        }
        var words = "OOM kills in " + rule.nodePods() + " pods of a node in " + Durations.text(rule.nodeWithin());
        var told = node.told();
        var base = told != null ? told : conceived(node, killed, change, words);
        var opened = SystemOom.explained(revision(node, base, State.OPEN, change.at(), killed.size()), node);
        return Step.to(node.with(opened, until), opened);
    }

    private static Kill kill(SymptomChange change) {
        return new Kill(
                change.at(),
                change.pod().uid(),
                change.pod().name(),
                change.workload().key(),
                change.diagnosis());
    }

    private static Incident conceived(NodeTrack node, Collection<Kill> killed, SymptomChange newest, String rule) {
        var startedAt = killed.stream().map(Kill::at).min(Instant::compareTo).orElse(newest.at());
        return IncidentBuilder.conceived(
                        IncidentId.of(node.cluster(), node.key(), Kind.OOM, startedAt),
                        Kind.OOM,
                        Scope.NODE,
                        node.cluster(),
                        startedAt,
                        newest.at(),
                        rule)
                .severity(Severity.CRITICAL)
                .clusterUid(newest.workload().clusterUid())
                .node(node.node())
                .cause(newest.diagnosis().cause())
                .evidence(newest.diagnosis().evidence())
                .remedy("kubectl describe node " + node.node() + "\nkubectl top pods -A --sort-by=memory")
                .reopened(-1)
                .build();
    }

    private static Incident revision(NodeTrack node, Incident last, State state, Instant at, int podCount) {
        boolean resolved = state == State.RESOLVED;
        var killed = node.podsKilledSince(last.startedAt()).values();
        var members = killed.stream()
                .limit(SHOWN)
                .map(k -> new Incident.Member(k.podName(), k.podUid(), node.node(), k.at()))
                .toList();
        int pods = Math.max(podCount, killed.size());
        var who = "Node " + node.node();
        var summary = resolved
                ? who + " has had no more OOM kills since"
                : who + " has OOM kills in " + pods + " pods of several workloads";
        return last.toBuilder()
                .state(state)
                .pods(members)
                .podCount(pods)
                .summary(summary)
                .updatedAt(at)
                .resolvedAt(resolved ? at : null)
                .resolution(resolved ? Resolution.RECOVERED : null)
                .occurrences(node.ofPodsSince(last.startedAt()).size())
                .reopened(resolved ? last.reopened() : last.reopened() + 1)
                .build();
    }
}
