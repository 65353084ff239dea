package io.podtide.simulate.fleet;

import io.podtide.simulate.take.PodLife;
import io.podtide.simulate.take.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A Deployment or a StatefulSet, and its pods. */
final class Service {

    /** Between one pod and the next of a rollout, in milliseconds. */
    private static final long STEP = 30_000;

    private final Stage stage;
    private final Agenda agenda;
    private final Chance chance;
    private final List<String> nodes;
    private final boolean ordinals;
    private final List<Member> members = new ArrayList<>();
    private PodCast.Owner owner;

    private record Member(int ordinal, PodCast cast, Showing showing) {}

    /** @param ordinals pods have numbers for names, and no two have the same at one time: a StatefulSet */
    Service(Stage stage, Agenda agenda, Chance chance, List<String> nodes, boolean ordinals, PodCast.Owner owner) {
        this.stage = stage;
        this.agenda = agenda;
        this.chance = chance;
        this.nodes = nodes;
        this.ordinals = ordinals;
        this.owner = owner;
    }

    /** These have run for a while. */
    void isThere(int pods, long begin) {
        for (int i = 0; i < pods; i++) {
            var cast = cast(i, begin);
            var showing = Showing.old(cast, owner.life().begin());
            members.add(new Member(i, cast, showing));
            stage.place(showing);
        }
    }

    private void add(int ordinal, long at) {
        var cast = cast(ordinal, at);
        var showing = new Showing(cast, owner.life().begin(), List.of());
        members.add(new Member(ordinal, cast, showing));
        stage.show(showing);
    }

    private PodCast cast(int ordinal, long begin) {
        long seed = chance.number();
        var name = owner.name() + '-' + (ordinals ? Integer.toString(ordinal) : Uids.suffix(seed, 5));
        return new PodCast(owner, name, chance.one(nodes), seed, begin);
    }

    /** @return false if it was on its way already */
    private boolean remove(Member member, long at, Function<PodLife, List<Step>> how) {
        if (!members.remove(member)) {
            return false;
        }
        boolean waits = !member.showing().hasNext();
        // What is on its way in arrives before it goes.
        member.cast().end(Math.max(at, member.showing().begun() + 1_000));
        member.showing().end(how.apply(member.cast().life()));
        if (waits) {
            stage.resume(member.showing());
        }
        return true;
    }

    /** Every pod is replaced, one after the other. */
    void rollOut(long at) {
        var old = List.copyOf(members);
        if (!ordinals) {
            var hash = Uids.suffix(chance.number(), 10);
            owner = new PodCast.Owner(
                    owner.life(), owner.namespace(), owner.workload(), owner.workload() + '-' + hash, hash);
        }
        for (int i = 0; i < old.size(); i++) {
            replace(old.get(i), at + i * STEP, PodLife::deleted);
        }
    }

    /** Those of a Deployment are there before the old ones go; a StatefulSet must have the name free. */
    private void replace(Member old, long at, Function<PodLife, List<Step>> how) {
        agenda.plan(at, () -> {
            long next = at + STEP / 2;
            if (ordinals && remove(old, at, how)) {
                agenda.plan(next, () -> add(old.ordinal(), next));
            } else if (!ordinals && members.contains(old)) {
                add(old.ordinal(), at);
                agenda.plan(next, () -> remove(old, next, how));
            }
        });
    }

    /** To so many pods, one at least. */
    void scale(int pods, long at) {
        for (int i = members.size(); i < pods; i++) {
            add(i, at);
        }
        members.stream()
                .sorted(Comparator.comparingInt(Member::ordinal).reversed())
                .limit(Math.max(0, members.size() - Math.max(1, pods)))
                .toList()
                .forEach(member -> remove(member, at, PodLife::deleted));
    }

    /** Its pods on this node are evicted, and come again elsewhere or there. */
    void drain(String node, long at) {
        members.stream()
                .filter(member -> member.cast().node().equals(node))
                .toList()
                .forEach(member -> replace(member, at, PodLife::drained));
    }
}
