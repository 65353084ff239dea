package io.podtide.rules;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Keys and values at one place in the file. */
public final class Section {

    private final Value place;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private Section(Value place) {
        this.place = place;
    }

    public static Section of(Value place) {
        var section = new Section(place);
        if (place.node() instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        }
        return section;
    }

    private void add(NodeTuple tuple) {
        int line = tuple.getKeyNode().getStartMark().getLine() + 1;
        if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
            place.problems().add(line, place.path(), "a key must be a word");
            return;
        }
        var key = scalar.getValue();
        var first = lines.putIfAbsent(key, line);
        if (first != null) {
            place.problems().add(line, path(key), "written twice, first in line " + first);
            return;
        }
        values.put(key, new Value(path(key), tuple.getValueNode(), place.problems()));
    }

    public Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Its absence is a problem. */
    public Optional<Value> require(String key) {
        var value = get(key);
        if (value.isEmpty() && !lines.containsKey(key)) {
            place.problem("needs " + key);
        }
        return value;
    }

    public Map<String, Value> values() {
        return values;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Every key that is none of these is a problem. */
    public void allow(Collection<String> known) {
        for (var key : values.keySet()) {
            if (!known.contains(key)) {
                place.problems().add(lines.getOrDefault(key, 0), path(key), unknown(key, known));
            }
        }
    }

    private static String unknown(String key, Collection<String> known) {
        if (key.equals("<<")) {
            return "merging with << is not supported";
        }
        return "unknown key, " + Nearest.advice(key, known);
    }

    private String path(String key) {
        return place.path().isEmpty() ? key : place.path() + "." + key;
    }
}
