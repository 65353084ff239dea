package io.podtide.ingest.fleet;

import java.util.List;

/** Something that says which clusters there are. It is asked again and again. */
@FunctionalInterface
public interface FleetSource {

    Plan plan();

    /** All of these; names are not yet unique. */
    static FleetSource all(List<FleetSource> sources) {
        return () -> sources.stream().map(FleetSource::plan).reduce(new Plan(List.of(), List.of()), Plan::and);
    }

    /** The same with another name for its cluster; it has one. */
    default FleetSource named(String name) {
        return () -> {
            var plan = plan();
            return new Plan(plan.members().stream().map(m -> m.named(name)).toList(), plan.problems());
        };
    }

    /** One that never changes. */
    static FleetSource of(Member member) {
        return () -> new Plan(List.of(member), List.of());
    }
}
