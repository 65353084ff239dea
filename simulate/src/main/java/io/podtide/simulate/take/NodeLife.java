package io.podtide.simulate.take;

import io.podtide.simulate.take.Step.Kind;
import io.podtide.simulate.take.TextCompiler.Span;
import java.util.List;

/**
 * A healthy node; its name is the only part.
 *
 * @param begin it is there
 * @param drained it is cordoned, and uncordoned half a minute later
 */
public record NodeLife(List<Step> begin, List<Step> drained) {

    static NodeLife of(String recording, String node) {
        var lines = Recorded.read(recording).stream()
                .filter(line -> line.kind() == Kind.NODE && line.name().equals(node))
                .toList();
        var began = lines.get(0).at();
        var ended = lines.get(1).at();
        var span = Span.until(began, ended);
        var names = Names.of(List.of(node));
        var acts = new Acts();
        for (var line : lines) {
            var at = span.piece(line.at(), true);
            var step = new Step(
                    at.millis(), line.type(), line.kind(), 0, TextCompiler.compile(line.object(), names, span));
            acts.add(at.act(), step);
        }
        return new NodeLife(List.copyOf(acts.begin()), List.copyOf(acts.end()));
    }
}
