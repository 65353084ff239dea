package io.podtide.detect.cause;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All causes that are known, in the order of their weight: where a text shows signs of two, the one that stands first wins.
 */
public final class CauseCatalogue {

    private static final int REMEMBERED = 4_096;

    private static final int LONGEST = 1_024;

    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    /** Knows no cause; every diagnosis says so. */
    public static final CauseCatalogue EMPTY = new CauseCatalogue(List.of());

    private final Map<String, Cause> byId = new LinkedHashMap<>();
    private final Map<Stage, List<Cause>> byStage = new EnumMap<>(Stage.class);
    /** By id: the place in the order. */
    private final Map<String, Integer> places = new HashMap<>();
    /** What texts are signs of; null where that is not remembered. */
    private final @Nullable Map<Text, Optional<Match>> remembered;

    public CauseCatalogue(List<Cause> causes) {
        this(causes, null);
    }

    private CauseCatalogue(Collection<Cause> causes, @Nullable Map<Text, Optional<Match>> remembered) {
        this.remembered = remembered;
        for (var cause : causes) {
            byId.put(cause.id(), cause);
            places.putIfAbsent(cause.id(), places.size());
        }
        for (var stage : Stage.values()) {
            byStage.put(
                    stage,
                    byId.values().stream()
                            .filter(c -> c.stages().contains(stage))
                            .toList());
        }
    }

    /**
     * The same, which remembers what it has read: a pod says the same with every status, and many pods say the same. Not
     * thread-safe.
     */
    public CauseCatalogue remembering() {
        return new CauseCatalogue(byId.values(), new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Text, Optional<Match>> eldest) {
                return size() > REMEMBERED;
            }
        });
    }

    /** The entry of this id. */
    public Optional<Cause> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All entries in their order. */
    public List<Cause> causes() {
        return List.copyOf(byId.values());
    }

    /** What a text is a sign of, within a stage. */
    public Optional<Match> match(Stage stage, String reason, String message) {
        if (remembered == null || message.length() > LONGEST) {
            return search(stage, reason, message);
        }
        return remembered.computeIfAbsent(new Text(stage, reason, message), text -> search(stage, reason, message));
    }

    private Optional<Match> search(Stage stage, String reason, String message) {
        var ofNoProgram = ProgramText.without(reason, message);
        for (var cause : byStage.getOrDefault(stage, List.of())) {
            for (var sign : cause.signs()) {
                boolean anyReason = sign.reasons().isEmpty();
                if (anyReason || sign.reasons().contains(reason)) {
                    var found = BoundedText.search(sign.message(), anyReason ? ofNoProgram : message);
                    if (found.isPresent()) {
                        return Optional.of(new Match(cause, detail(sign.message(), found.get())));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The first of these clues that is a sign of something, with that clue as evidence. */
    public Optional<Diagnosis> diagnose(List<Clue> clues) {
        for (var clue : clues) {
            var found = diagnose(clue);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What this clue is a sign of, with it as evidence. */
    public Optional<Diagnosis> diagnose(Clue clue) {
        return match(clue.stage(), clue.reason(), clue.message())
                .map(match -> new Diagnosis(match.cause().id(), match.detail(), List.of(clue.asEvidence())));
    }

    /**
     * The sign of most weight among these clues; of equals the first. For clues that tell of one failure: a general text ("timed
     * out") often comes after the one that says why.
     */
    public Optional<Diagnosis> weigh(List<Clue> clues) {
        Diagnosis weightiest = null;
        for (var clue : clues) {
            var found = diagnose(clue).orElse(null);
            if (found != null && (weightiest == null || place(found) < place(weightiest))) {
                weightiest = found;
            }
        }
        return Optional.ofNullable(weightiest);
    }

    private int place(Diagnosis found) {
        return places.getOrDefault(found.cause(), Integer.MAX_VALUE);
    }

    private static Map<String, String> detail(Pattern pattern, Matcher found) {
        var groups = groupNames(pattern);
        var detail = new LinkedHashMap<String, String>();
        for (var name : groups) {
            var value = found.group(name);
            if (value != null && !value.isBlank()) {
                detail.put(name, value);
            }
        }
        return Collections.unmodifiableMap(detail);
    }

    /** Java 17 does not tell a pattern's group names. */
    private static List<String> groupNames(Pattern pattern) {
        var names = new ArrayList<String>();
        var group = GROUP.matcher(pattern.pattern());
        while (group.find()) {
            names.add(group.group(1));
        }
        return names;
    }

    /**
     * What a text is a sign of.
     *
     * @param cause the entry
     * @param detail its pattern's named groups
     */
    public record Match(Cause cause, Map<String, String> detail) {}

    private record Text(Stage stage, String reason, String message) {}
}
