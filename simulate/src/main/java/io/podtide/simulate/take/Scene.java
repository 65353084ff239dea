package io.podtide.simulate.take;

import io.podtide.simulate.take.Step.Kind;
import io.podtide.simulate.take.TextCompiler.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A recorded failure with all that belongs to it: the pods, Events and nodes, in namespaces and on nodes of its own.
 *
 * @param namespaces recorded names, the first parts of {@link Cast#name}
 * @param nodes recorded names, the parts that follow
 * @param begin up to a pause
 * @param end what follows the pause
 * @param resumes milliseconds from the first line to the first after the pause, as recorded
 * @param stretch for how much longer the pause is held, in milliseconds, so that what was stuck for a minute is stuck for long
 */
public record Scene(
        String name,
        List<String> namespaces,
        List<String> nodes,
        List<Step> begin,
        List<Step> end,
        long resumes,
        long stretch,
        List<Truth> truth) {

    static Scene of(String recording) {
        return of(recording, 0);
    }

    /** Held up at its longest pause. */
    static Scene of(String recording, long stretch) {
        var lines = Recorded.read(recording);
        return of(recording, lines, Pause.longest(lines), stretch);
    }

    /** Held up after what was told up to a moment. */
    static Scene heldAt(String recording, Instant moment, long stretch) {
        var lines = Recorded.read(recording);
        return of(recording, lines, Pause.after(lines, moment), stretch);
    }

    private static Scene of(String recording, List<Recorded> lines, Pause pause, long stretch) {
        var namespaces = new LinkedHashSet<String>();
        var nodes = new LinkedHashSet<String>();
        for (var line : lines) {
            if (line.kind() == Kind.POD) {
                namespaces.add(line.namespace());
            } else if (line.kind() == Kind.NODE) {
                nodes.add(line.name());
            }
        }
        var parts = new ArrayList<>(namespaces);
        parts.addAll(nodes);
        var acts = acts(lines, Names.of(parts), pause);
        return new Scene(
                recording,
                List.copyOf(namespaces),
                List.copyOf(nodes),
                List.copyOf(acts.begin()),
                List.copyOf(acts.end()),
                pause.ends().toEpochMilli() - pause.began().toEpochMilli(),
                stretch,
                Truth.of(recording, pause, stretch > 0));
    }

    private static Acts acts(List<Recorded> lines, Names names, Pause pause) {
        var span = new Span(pause.began(), pause.begins(), pause.ends());
        var acts = new Acts();
        var objects = new LinkedHashMap<String, Integer>();
        var nodes = new LinkedHashMap<Integer, Step>();
        var newest = pause.began();
        for (var line : lines) {
            newest = line.at().isAfter(newest) ? line.at() : newest;
            int object = objects.computeIfAbsent(line.uid(), uid -> objects.size());
            var at = span.piece(newest, true);
            var text = TextCompiler.compile(line.object(), names, span);
            var step = new Step(at.millis(), line.type(), line.kind(), object, text);
            acts.add(at.act(), step);
            if (line.kind() == Kind.NODE) {
                nodes.put(object, step);
            }
        }
        var last = span.piece(newest, true);
        // Its nodes go when all is over.
        nodes.forEach((object, step) ->
                acts.add(last.act(), new Step(last.millis(), Step.Type.DELETED, Kind.NODE, object, step.text())));
        return acts;
    }

    /** Milliseconds from its first line to its last, as it is shown. */
    public long length() {
        return end.isEmpty()
                ? begin.get(begin.size() - 1).millis()
                : resumes + stretch + end.get(end.size() - 1).millis();
    }

    /** When nothing was told. */
    record Pause(Instant began, Instant begins, Instant ends) {

        static Pause longest(List<Recorded> lines) {
            var began = lines.get(0).at();
            var longest = new Pause(began, began, began);
            var newest = began;
            for (var line : lines) {
                if (line.at().isAfter(newest)) {
                    longest = longest.orLonger(newest, line.at());
                    newest = line.at();
                }
            }
            return longest;
        }

        static Pause after(List<Recorded> lines, Instant moment) {
            var newest = lines.get(0).at();
            for (var line : lines) {
                if (line.at().isAfter(moment)) {
                    return new Pause(lines.get(0).at(), newest, line.at());
                }
                newest = line.at().isAfter(newest) ? line.at() : newest;
            }
            throw new IllegalArgumentException("nothing was told after " + moment);
        }

        private Pause orLonger(Instant from, Instant to) {
            return to.toEpochMilli() - from.toEpochMilli() > ends.toEpochMilli() - begins.toEpochMilli()
                    ? new Pause(began, from, to)
                    : this;
        }

        boolean isWithin(Instant from, Instant to) {
            return !from.isAfter(begins) && !to.isBefore(ends);
        }
    }
}
