package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Act;
import io.podtide.simulate.take.Cast;
import io.podtide.simulate.take.PodLife;
import java.util.UUID;

/** One pod. */
final class PodCast implements Cast {

    private final Owner owner;
    private final String name;
    private final String node;
    private final long seed;
    private final long begin;
    private long end = Long.MAX_VALUE;

    /**
     * What a pod shares with others.
     *
     * @param cluster its name
     * @param name of the ReplicaSet, Job or StatefulSet
     * @param hash value of {@code pod-template-hash}
     */
    record Owner(PodLife life, String cluster, String namespace, String workload, String name, String hash) {}

    PodCast(Owner owner, String name, String node, long seed, long begin) {
        this.owner = owner;
        this.name = name;
        this.node = node;
        this.seed = seed;
        this.begin = begin;
    }

    String node() {
        return node;
    }

    PodLife life() {
        return owner.life();
    }

    void end(long at) {
        end = at;
    }

    @Override
    public String name(int part) {
        return switch (part) {
            case PodLife.POD -> name;
            case PodLife.OWNER -> owner.name();
            case PodLife.WORKLOAD -> owner.workload();
            case PodLife.NAMESPACE -> owner.namespace();
            case PodLife.NODE -> node;
            default -> owner.hash();
        };
    }

    @Override
    public UUID uid(UUID recorded) {
        return Uids.of(recorded, seed);
    }

    @Override
    public UUID uid(UUID recorded, int part) {
        var path = String.join("/", owner.cluster(), owner.namespace(), name(part));
        return Uids.of(recorded, path.hashCode());
    }

    @Override
    public long time(Act act, long millis) {
        return (act == Act.BEGIN ? begin : end) + millis;
    }
}
