package io.podtide.alerts.config;

import io.podtide.rules.Problems;
import io.podtide.rules.Reading;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import io.podtide.rules.YamlText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of alerts, of the same family as that of rules; a file with a single mistake is refused as a whole. */
public final class AlertsReader {

    private static final List<String> TOP =
            List.of("receivers", "routes", "fallback", "team", "severity", "mutes", "calm", "digest", "incident-link");

    private static final int MOST = 1_000;

    private final Problems problems = new Problems();

    private final ReceiverReader receiverReader;

    private AlertsReader(List<ReceiverKind> kinds) {
        this.receiverReader = new ReceiverReader(kinds);
    }

    /**
     * @param kinds of receivers there are
     * @throws IOException if the file cannot be read at all
     */
    public static Reading<AlertsConfig> read(Path file, List<ReceiverKind> kinds) throws IOException {
        var problems = new Problems();
        return YamlText.load(file, problems).map(text -> read(text, kinds)).orElseGet(() -> Reading.failed(problems));
    }

    /** @param kinds of receivers there are */
    public static Reading<AlertsConfig> read(String text, List<ReceiverKind> kinds) {
        return new AlertsReader(kinds).parse(text);
    }

    private Reading<AlertsConfig> parse(String text) {
        var root = YamlText.parse(text, problems);
        if (root.isEmpty() && problems.none()) {
            problems.add(0, "", "says nothing: needs receivers");
        }
        var config = root.flatMap(Value::section).map(this::config);
        return problems.none() && config.isPresent() ? Reading.of(config.get()) : Reading.failed(problems);
    }

    private AlertsConfig config(Section file) {
        file.allow(TOP);
        var receivers = receivers(file);
        var calm =
                file.get("calm").flatMap(Value::section).map(CalmReader::read).orElse(CalmSettings.DEFAULTS);
        var routes = items(file, "routes")
                .flatMap(value -> RouteReader.read(value, calm).stream())
                .toList();
        var fallback = file.get("fallback").map(Reads::words).orElse(List.of());
        var team = file.get("team").flatMap(Value::section);
        team.ifPresent(section -> section.allow(List.of("label", "else")));
        var config = new AlertsConfig(
                receivers,
                routes,
                fallback,
                word(team, "label").orElse("team"),
                word(team, "else").orElse("none"),
                items(file, "severity")
                        .flatMap(v -> OtherReaders.severity(v).stream())
                        .toList(),
                items(file, "mutes").flatMap(v -> OtherReaders.mute(v).stream()).toList(),
                calm,
                digest(file),
                link(file));
        checkNames(file, config);
        return config;
    }

    private static @Nullable DigestSettings digest(Section file) {
        return file.get("digest")
                .flatMap(Value::section)
                .map(OtherReaders::digest)
                .orElse(null);
    }

    private static @Nullable String link(Section file) {
        return file.get("incident-link").flatMap(v -> Reads.link(v)).orElse(null);
    }

    private Map<String, Receiver> receivers(Section file) {
        var receivers = new LinkedHashMap<String, Receiver>();
        if (file.require("receivers").isEmpty()) {
            return receivers;
        }
        items(file, "receivers")
                .forEach(value -> receiverReader.read(value).ifPresent(receiver -> {
                    if (receivers.put(receiver.name(), receiver) != null) {
                        value.problem("there are two receivers of the name " + receiver.name());
                    }
                }));
        return receivers;
    }

    /** A receiver that is named must be there, and must take what it gets. */
    private void checkNames(Section file, AlertsConfig config) {
        var routes = file.get("routes").map(Value::items).orElse(List.of());
        routes.forEach(route -> route.section()
                .flatMap(section -> section.get("to"))
                .ifPresent(to -> Reads.checkReceivers(to, config.receivers(), false)));
        file.get("fallback").ifPresent(to -> Reads.checkReceivers(to, config.receivers(), false));
        file.get("digest")
                .flatMap(Value::section)
                .flatMap(section -> section.get("to"))
                .flatMap(Value::section)
                .ifPresent(teams ->
                        teams.values().values().forEach(to -> Reads.checkReceivers(to, config.receivers(), true)));
    }

    private static Optional<String> word(Optional<Section> section, String key) {
        return section.flatMap(there -> there.get(key)).flatMap(Value::words);
    }

    private static Stream<Value> items(Section file, String key) {
        var items = file.get(key).map(Value::items).orElse(List.of());
        if (items.size() > MOST) {
            items.get(MOST).problem("there are " + items.size() + " of " + key + ", and " + MOST + " at most may be");
            return Stream.empty();
        }
        return items.stream();
    }
}
