package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Step;
import java.util.ArrayList;
import java.util.List;

/** A DaemonSet: a pod on each node, which stays when the node is drained ({@code kubectl drain --ignore-daemonsets}). */
final class DaemonSet {

    /** From one node of a rollout to the next, in milliseconds: one is away at a time ({@code maxUnavailable}). */
    private static final long STEP = 15_000;

    /** From the end of a pod to the next one on its node, in milliseconds. */
    private static final long AT_ONCE = 40;

    private final Stage stage;
    private final Agenda agenda;
    private final Chance chance;
    private final List<String> nodes;
    private final List<Member> members = new ArrayList<>();
    private PodCast.Owner owner;
    /** Epoch milliseconds. */
    private long settled;

    private record Member(PodCast cast, Showing showing) {}

    DaemonSet(Stage stage, Agenda agenda, Chance chance, List<String> nodes, PodCast.Owner owner) {
        this.stage = stage;
        this.agenda = agenda;
        this.chance = chance;
        this.nodes = nodes;
        this.owner = owner;
    }

    /** Its pods have run for a while. */
    void isThere(long begin) {
        for (var node : nodes) {
            var cast = cast(node, begin);
            var member = new Member(cast, Showing.old(cast, owner.life().begin()));
            members.add(member);
            stage.place(member.showing());
        }
    }

    private PodCast cast(String node, long begin) {
        long seed = chance.number();
        return new PodCast(owner, owner.name() + '-' + Uids.suffix(seed, 5), node, seed, begin);
    }

    /** Every pod goes and comes again, node by node. Not while those of the last rollout are on their way. */
    void rollOut(long at) {
        if (at < settled) {
            return;
        }
        settled = at + nodes.size() * STEP + length(owner.life().begin());
        owner = new PodCast.Owner(
                owner.life(),
                owner.cluster(),
                owner.namespace(),
                owner.workload(),
                owner.name(),
                Uids.suffix(chance.number(), 10));
        for (int i = 0; i < nodes.size(); i++) {
            int node = i;
            long when = at + i * STEP;
            agenda.plan(when, () -> replace(node, when));
        }
    }

    private void replace(int node, long at) {
        var old = members.get(node);
        old.cast().end(at);
        old.showing().end(old.cast().life().deleted());
        stage.resume(old.showing());
        long next = at + length(old.cast().life().deleted()) + AT_ONCE;
        agenda.plan(next, () -> {
            var cast = cast(nodes.get(node), next);
            var member = new Member(cast, new Showing(cast, owner.life().begin(), List.of()));
            members.set(node, member);
            stage.show(member.showing());
        });
    }

    private static long length(List<Step> steps) {
        return steps.get(steps.size() - 1).millis();
    }
}
