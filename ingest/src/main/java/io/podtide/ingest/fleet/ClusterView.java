package io.podtide.ingest.fleet;

import io.podtide.ingest.watch.ResourceStatus;
import io.podtide.ingest.watch.ResourceStatus.State;
import io.podtide.ingest.watch.WatchStatus;
import io.podtide.ingest.watch.WatchStatus.Leader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a cluster is, for people and programs that ask: {@code /health}. */
public final class ClusterView {

    private final Member member;
    private final WatchStatus status;
    private final SinkCounts counts;

    ClusterView(Member member, WatchStatus status, SinkCounts counts) {
        this.member = member;
        this.status = status;
        this.counts = counts;
    }

    public String name() {
        return member.name();
    }

    public WatchStatus status() {
        return status;
    }

    SinkCounts counts() {
        return counts;
    }

    /** Ready to be written as JSON; null where there is nothing to say. */
    public Map<String, @Nullable Object> report() {
        var leader = status.leader();
        var resources = new LinkedHashMap<String, Object>();
        status.resources().forEach((name, resource) -> resources.put(name, report(resource)));
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("name", name());
        report.put("state", state(leader));
        report.put("gapSince", text(status.notSeenSince()));
        var problem = problem(leader);
        report.put("problem", status.failure() != null ? status.failure() : problem == null ? null : problem.message());
        report.put("problemKind", problem == null ? null : problem.kind().name());
        report.put("lastEventAt", text(status.lastNews()));
        report.put("pods", status.podsKnown());
        report.put("source", member.source());
        report.put("resources", resources);
        return report;
    }

    /** In one word: that of the pods, whatever the others do; {@code STANDBY} while another process leads it. */
    public String state() {
        return state(status.leader());
    }

    private String state(Leader leader) {
        if (leader.isAnother()) {
            return "STANDBY";
        }
        var pods = status.resources().get("pods");
        return status.isLive() || pods == null
                ? State.LIVE.name()
                : pods.state().name();
    }

    private ResourceStatus.@Nullable Problem problem(Leader leader) {
        if (leader.problem() != null) {
            return leader.problem();
        }
        return status.resources().values().stream()
                .map(ResourceStatus::problem)
                .filter(problem -> problem != null)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, @Nullable Object> report(ResourceStatus resource) {
        var report = new LinkedHashMap<String, @Nullable Object>();
        var problem = resource.problem();
        report.put("state", resource.state().name());
        report.put("problemKind", problem == null ? null : problem.kind().name());
        report.put("problem", problem == null ? null : problem.message());
        report.put("since", problem == null ? null : text(problem.since()));
        return report;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
