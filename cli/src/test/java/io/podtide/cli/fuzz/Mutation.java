package io.podtide.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes an object here and there: what is missing, doubled, of another type, from another time, or much too long. */
final class Mutation {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Escapes of a terminal, other scripts, a lone surrogate, half of what a pattern looks for, and times of nowhere. */
    private static final List<String> TEXTS = List.of(
            "",
            "\u001b]0;title\u0007\u001b[2J\r\n\u0000\u202e",
            "нет места на устройстве 磁盘已满 🚀\ud83d",
            "0/5 nodes are available: 99999999999 {{{, , 3 ",
            "back-off 9999m9999s restarting failed",
            "{namespace}$1\\E",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "1969-12-31T23:59:59.999999999+14:00",
            "Failed",
            "OOMKilled",
            "True");

    private static final int HUGE = 2_000_000;

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    void mutate(ObjectNode object) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            at(object);
        }
    }

    private void at(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = names.get(random.nextInt(names.size()));
            var value = object.get(name);
            if (value.isContainerNode() && !value.isEmpty() && random.nextInt(8) > 0) {
                at(value);
            } else if (random.nextInt(6) == 0) {
                object.remove(name);
            } else {
                object.set(name, other(value));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            var value = array.get(random.nextInt(array.size()));
            if (random.nextInt(6) == 0) {
                array.add(value.deepCopy());
            } else {
                at(value);
            }
        }
    }

    private JsonNode other(JsonNode value) {
        if (value.isTextual() && random.nextInt(400) == 0) {
            return NODES.textNode(value.asText() + "x y: ".repeat(HUGE / 5));
        }
        return switch (random.nextInt(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(random.nextInt());
            case 2 -> NODES.arrayNode().add(value.deepCopy());
            case 3 -> NODES.objectNode().set("x", value.deepCopy());
            case 4 -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }
}
