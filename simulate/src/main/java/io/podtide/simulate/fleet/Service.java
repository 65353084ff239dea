package io.podtide.simulate.fleet;

import io.podtide.simulate.take.PodLife;
import io.podtide.simulate.take.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A Deployment or a StatefulSet, and its pods. */
final class Service {

    /** Between one pod and the next of a rollout, in milliseconds. */
    private static final long STEP = 30_000;

    /** From an eviction to the pod that a Deployment makes for it, in milliseconds. */
    private static final long AT_ONCE = 40;

    private final Stage stage;
    private final Agenda agenda;
    private final Chance chance;
    private final List<String> nodes;
    private final boolean ordinals;
    private final List<Member> members = new ArrayList<>();
    /** Ordinals of pods that are gone and about to come again. */
    private final Set<Integer> away = new HashSet<>();

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
            var cast = cast(i, begin, "");
            var showing = Showing.old(cast, owner.life().begin());
            members.add(new Member(i, cast, showing));
            stage.place(showing);
        }
    }

    /** @param cordoned node that takes no pods; empty if all do */
    private void add(int ordinal, long at, String cordoned) {
        var cast = cast(ordinal, at, cordoned);
        var showing = new Showing(cast, owner.life().begin(), List.of());
        members.add(new Member(ordinal, cast, showing));
        stage.show(showing);
    }

    private PodCast cast(int ordinal, long begin, String cordoned) {
        long seed = chance.number();
        var name = owner.name() + '-' + (ordinals ? Integer.toString(ordinal) : Uids.suffix(seed, 5));
        return new PodCast(owner, name, chance.one(nodesWithout(cordoned)), seed, begin);
    }

    private List<String> nodesWithout(String cordoned) {
        return cordoned.isEmpty() || nodes.size() == 1
                ? nodes
                : nodes.stream().filter(node -> !node.equals(cordoned)).toList();
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

    /** Every pod is replaced, one after the other; of a StatefulSet the last one first. */
    void rollOut(long at) {
        var old = new ArrayList<>(members);
        if (ordinals) {
            old.sort(Comparator.comparingInt(Member::ordinal).reversed());
        } else {
            var hash = Uids.suffix(chance.number(), 10);
            owner = new PodCast.Owner(
                    owner.life(),
                    owner.cluster(),
                    owner.namespace(),
                    owner.workload(),
                    owner.workload() + '-' + hash,
                    hash);
        }
        for (int i = 0; i < old.size(); i++) {
            var member = old.get(i);
            long when = at + i * STEP;
            agenda.plan(when, () -> replace(member, when));
        }
    }

    /** Those of a Deployment are there before the old ones go; a StatefulSet must have the name free. */
    private void replace(Member old, long at) {
        long next = at + STEP / 2;
        if (ordinals) {
            again(old, at, next, PodLife::deleted, "");
        } else if (members.contains(old)) {
            add(old.ordinal(), at, "");
            agenda.plan(next, () -> remove(old, next, PodLife::deleted));
        }
    }

    /** It goes, and only then comes again. */
    private void again(Member old, long at, long next, Function<PodLife, List<Step>> how, String cordoned) {
        if (remove(old, at, how)) {
            away.add(old.ordinal());
            agenda.plan(next, () -> {
                away.remove(old.ordinal());
                add(old.ordinal(), next, cordoned);
            });
        }
    }

    /** To so many pods, one at least. */
    void scale(int pods, long at) {
        int more = pods - members.size() - away.size();
        for (int ordinal = 0; more > 0; ordinal++) {
            if (isFree(ordinal)) {
                add(ordinal, at, "");
                more--;
            }
        }
        members.stream()
                .sorted(Comparator.comparingInt(Member::ordinal).reversed())
                .limit(Math.max(0, members.size() - Math.max(1, pods)))
                .toList()
                .forEach(member -> remove(member, at, PodLife::deleted));
    }

    private boolean isFree(int ordinal) {
        return !away.contains(ordinal) && members.stream().noneMatch(member -> member.ordinal() == ordinal);
    }

    /** Its pods on this node are evicted, and come again elsewhere. */
    void drain(String node, long at) {
        members.stream()
                .filter(member -> member.cast().node().equals(node))
                .toList()
                .forEach(member -> again(member, at, at + (ordinals ? STEP / 2 : AT_ONCE), PodLife::drained, node));
    }
}
