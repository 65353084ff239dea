package io.podtide.alerts;

import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How alerts run.
 *
 * @param group instances of one group share the work: one of them is at the desk
 * @param instance null: a member without a name, that leaves the desk free for others after 10 s; else its name, under which it
 *     is back at once
 * @param mask takes secrets out of a text
 */
public record AlertsSettings(
        KafkaSettings kafka,
        Topics topics,
        String group,
        @Nullable String instance,
        UnaryOperator<String> mask) {

    public static final String GROUP = "podtide-alerts";
}
