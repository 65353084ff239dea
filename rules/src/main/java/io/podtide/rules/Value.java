package io.podtide.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A node and its place in the file. It turns into what it is asked for, or into a problem. */
public record Value(String path, Node node, Problems problems) {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    public void problem(String message) {
        problems.add(line(), path, message);
    }

    /** Nothing stands there: {@code rules:} whose keys are all commented out. */
    public boolean blank() {
        return node.getTag().equals(Tag.NULL);
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    public Optional<Section> section() {
        if (blank() || node instanceof MappingNode) {
            return Optional.of(Section.of(this));
        }
        problem("needs keys and values, not " + shape());
        return Optional.empty();
    }

    public List<Value> items() {
        if (node instanceof SequenceNode list) {
            var nodes = list.getValue();
            return IntStream.range(0, nodes.size())
                    .mapToObj(i -> new Value(path + "[" + i + "]", nodes.get(i), problems))
                    .toList();
        }
        if (!blank()) {
            problem("needs a list, not " + shape());
        }
        return List.of();
    }

    public Optional<String> text() {
        if (node instanceof ScalarNode scalar && !blank()) {
            return Optional.of(scalar.getValue());
        }
        problem(blank() ? "needs a value" : "needs a text, not " + shape());
        return Optional.empty();
    }

    /** A text that says something. */
    public Optional<String> words() {
        return text().map(String::strip).filter(text -> {
            if (text.isEmpty()) {
                problem("must not be empty");
            }
            return !text.isEmpty();
        });
    }

    public Optional<Integer> count() {
        if (!node.getTag().equals(Tag.INT)) {
            problem("needs a whole number, not " + shape());
            return Optional.empty();
        }
        var text = text().orElse("");
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            problem("needs a whole number such as 3, not " + text);
            return Optional.empty();
        }
        int count = Integer.parseInt(text);
        if (count < 1) {
            problem("must be at least 1");
            return Optional.empty();
        }
        return Optional.of(count);
    }

    /** @param zero makes sense: at once */
    public Optional<Duration> duration(boolean zero) {
        var text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var duration = DurationText.parse(text.get());
            if (duration.isZero() && !zero) {
                problem("must be more than nothing");
                return Optional.empty();
            }
            return Optional.of(duration);
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    public Optional<Instant> instant() {
        try {
            return text().map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            problem("needs a time such as 2027-01-31T00:00:00Z, not " + shape());
            return Optional.empty();
        }
    }

    private String shape() {
        if (blank()) {
            return "nothing";
        }
        if (node instanceof ScalarNode scalar) {
            return (scalar.isPlain() ? "" : "the text ") + Quote.of(scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "keys and values";
    }
}
