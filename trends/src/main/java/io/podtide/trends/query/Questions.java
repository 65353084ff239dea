package io.podtide.trends.query;

import java.util.List;
import java.util.Optional;

/** All there are. */
public final class Questions {

    public static final List<Question> ALL = List.of(
            new OpenNow(),
            new IncidentList(),
            new Fleet(),
            new Top(),
            new OverTime(),
            new Recovery(),
            new Recurring(),
            new FirstSeen(),
            Comparison.weekOnWeek(),
            Comparison.beforeAfter(),
            new OomByHour(),
            new PipelineHealth());

    private Questions() {}

    public static Optional<Question> named(String name) {
        return ALL.stream().filter(q -> q.name().equals(name)).findFirst();
    }
}
