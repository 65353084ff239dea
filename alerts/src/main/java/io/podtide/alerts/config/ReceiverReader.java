package io.podtide.alerts.config;

import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one item of {@code receivers}: a name, a kind of receiver, and perhaps words of one's own. */
final class ReceiverReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private final List<ReceiverKind> kinds;
    private final List<String> keys;

    ReceiverReader(List<ReceiverKind> kinds) {
        this.kinds = kinds;
        this.keys = kinds.stream().map(ReceiverKind::key).toList();
    }

    Optional<Receiver> read(Value value) {
        return value.section().flatMap(section -> {
            section.allow(Stream.concat(Stream.of("name", "title", "text"), keys.stream())
                    .toList());
            var name = section.require("name").flatMap(ReceiverReader::name);
            var wording = new Wording(
                    section.get("title").flatMap(WordingReader::template).orElse(null),
                    section.get("text").flatMap(WordingReader::template).orElse(null));
            var written = kinds.stream()
                    .filter(kind -> section.get(kind.key()).isPresent())
                    .toList();
            if (written.size() != 1) {
                value.problem("needs one of " + String.join(", ", keys));
                return Optional.empty();
            }
            return read(written.get(0), section, name.orElse(""), wording).filter(receiver -> name.isPresent());
        });
    }

    private static Optional<Receiver> read(ReceiverKind kind, Section section, String name, Wording wording) {
        return section.get(kind.key()).flatMap(Value::section).flatMap(settings -> kind.read(name, settings, wording));
    }

    private static Optional<String> name(Value value) {
        return value.words().filter(text -> {
            boolean good = NAME.matcher(text).matches();
            if (!good) {
                value.problem("needs a name as Kubernetes has them: a-z, 0-9, -, .");
            }
            return good;
        });
    }
}
