package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Act;
import io.podtide.simulate.take.Cast;
import io.podtide.simulate.take.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A failure, in namespaces and on nodes of its own. */
final class SceneCast implements Cast {

    private final List<String> names = new ArrayList<>();
    private final long seed;
    private final long begin;
    private final long end;

    SceneCast(Scene scene, String cluster, int number, long seed, long begin) {
        scene.namespaces().forEach(namespace -> names.add(namespace + '-' + number));
        scene.nodes().forEach(node -> names.add(cluster + "-extra" + number + '-' + node));
        this.seed = seed;
        this.begin = begin;
        this.end = begin + scene.resumes() + scene.stretch();
    }

    @Override
    public String name(int part) {
        return names.get(part);
    }

    @Override
    public UUID uid(UUID recorded) {
        return Uids.of(recorded, seed);
    }

    @Override
    public long time(Act act, long millis) {
        return (act == Act.BEGIN ? begin : end) + millis;
    }
}
