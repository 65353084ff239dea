package io.podtide.detect.rule;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of each pod, remembered for as many workloads as are looked at in turn: a thousand overrides take 80 us to
 * go through, and a record asks several times.
 *
 * <p>Not thread-safe.
 */
public final class Rulings {

    private static final int REMEMBERED = 10_000;

    private final RuleBook book;
    /** What applies to every pod; null where overrides tell them apart. */
    private final @Nullable Ruling general;

    private final Map<Subject, Ruling> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Ruling> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Rulings(RuleBook book) {
        this.book = book;
        this.general = book.overrides().isEmpty() ? new Ruling(book.rules(), Set.of(), List.of()) : null;
    }

    /** What applies to this pod, which may have opted out. */
    public Ruling of(PodStatus status) {
        var ruling = general != null
                ? general
                : known.computeIfAbsent(
                        new Subject(status.workload(), status.labels()),
                        subject -> book.forWorkload(subject.workload(), subject.labels()));
        return status.ignored().isEmpty() ? ruling : ruling.without(KindName.ignored(status.ignored()));
    }

    private record Subject(Workload workload, Map<String, String> labels) {}
}
