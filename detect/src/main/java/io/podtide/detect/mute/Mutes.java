package io.podtide.detect.mute;

import io.podtide.detect.fleet.FleetMemory;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Muted;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.RuleBook;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last of all steps: incidents that a mute concerns say so. They open, change and resolve like others, so that nothing is
 * lost and nothing is called resolved that is not; who tells people skips them. When a mute has ended, what is still open is
 * written once more, without it.
 */
public final class Mutes {

    private final RuleBook rules;
    private final FleetMemory memory;

    public Mutes(RuleBook rules, FleetMemory memory) {
        this.rules = rules;
        this.memory = memory;
    }

    /** The same revisions, those of muted subjects marked. */
    public List<Incident> mark(List<Incident> revisions) {
        return revisions.stream().map(this::mark).toList();
    }

    private Incident mark(Incident revision) {
        var mute = mute(revision, revision.updatedAt());
        if (Objects.equals(mute, revision.mute())) {
            return revision;
        }
        var marked = revision.muted(mute);
        memory.keep(marked);
        return marked;
    }

    /** The time of the incident's cluster has come to {@code now}, or other rules apply: somebody may want to be told of it. */
    public List<Incident> time(String id, Instant now) {
        var told = memory.incident(id);
        if (told == null || told.state() == State.RESOLVED) {
            return List.of();
        }
        var mute = mute(told, now);
        if (Objects.equals(mute, told.mute())) {
            return List.of();
        }
        var next = told.next(now, mute);
        memory.keep(next);
        return List.of(next);
    }

    /** When its mute ends. */
    public static Optional<Instant> deadline(Incident incident) {
        return incident.mute() == null || incident.state() == State.RESOLVED
                ? Optional.empty()
                : Optional.of(incident.mute().until());
    }

    private @Nullable Muted mute(Incident incident, Instant at) {
        return rules.mute(subject(incident), incident.labels(), at)
                .map(mute -> new Muted(mute.until(), mute.owner(), mute.reason()))
                .orElse(null);
    }

    /** A node as in overrides; what reaches further has no namespace and no name, and only a mute of whole clusters fits. */
    private static Workload subject(Incident incident) {
        return switch (incident.scope()) {
            case WORKLOAD ->
                new Workload(
                        incident.cluster(),
                        incident.clusterUid(),
                        text(incident.namespace()),
                        text(incident.workloadKind()),
                        text(incident.workload()));
            case NODE -> new Workload(incident.cluster(), incident.clusterUid(), "", "Node", text(incident.node()));
            case CLUSTER, FLEET -> new Workload(incident.cluster(), incident.clusterUid(), "", "", "");
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
