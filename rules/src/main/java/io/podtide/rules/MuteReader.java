package io.podtide.rules;

import io.podtide.detect.rule.Mute;
import java.util.List;
import java.util.Optional;

/** Reads one item of {@code mutes}. All keys are required: a mute nobody answers for, or without an end, stays for ever. */
final class MuteReader {

    private static final List<String> KEYS = List.of("match", "until", "owner", "reason");

    private MuteReader() {}

    static Optional<Mute> read(Value value) {
        return value.section().flatMap(section -> {
            section.allow(KEYS);
            var match = section.require("match").flatMap(MatchReader::read);
            var until = section.require("until").flatMap(Value::instant);
            var owner = section.require("owner").flatMap(Value::words);
            var reason = section.require("reason").flatMap(Value::words);
            return match.flatMap(m -> until.flatMap(u -> owner.flatMap(o -> reason.map(r -> new Mute(m, u, o, r)))));
        });
    }
}
