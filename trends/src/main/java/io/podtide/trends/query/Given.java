package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Values as they were given, by name of the parameter, and all that is wrong with them. Not thread-safe. */
final class Given {

    private static final int MOST_VALUES = 50;

    private final Map<String, List<String>> values;
    private final List<String> problems = new ArrayList<>();

    Given(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Notes something that is wrong, with the name of the parameter in front. */
    void wrong(String problem) {
        problems.add(problem);
    }

    /** @throws BadQuestionException with everything that is wrong */
    void complain() {
        if (!problems.isEmpty()) {
            throw new BadQuestionException(problems);
        }
    }

    /** Every name must be one that the question is asked with. */
    void checkNames(Question question) {
        for (var given : new TreeMap<>(values).entrySet()) {
            var name = given.getKey();
            var parameter = Parameter.of(name);
            if (parameter.isEmpty() || !question.parameters().contains(parameter.get())) {
                problems.add(Shown.of(name) + ": '" + question.name() + "' is not asked with it, but with "
                        + question.parameters());
            } else if (given.getValue().size() > (parameter.get().repeated() ? MOST_VALUES : 1)) {
                problems.add(name + ": given too often, "
                        + (parameter.get().repeated() ? MOST_VALUES + " times at most" : "once is enough"));
            }
        }
    }

    boolean has(Parameter parameter) {
        return !all(parameter).isEmpty();
    }

    /** Commas part values where several may be given. */
    List<String> all(Parameter parameter) {
        var given = values.getOrDefault(parameter.toString(), List.of());
        return parameter.repeated() && parameter != Parameter.LABEL
                ? given.stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .toList()
                : given;
    }

    <T> T one(Parameter parameter, Function<String, ? extends T> reader, T otherwise) {
        var given = all(parameter);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            return reader.apply(given.get(0));
        } catch (IllegalArgumentException e) {
            problems.add(parameter + ": " + e.getMessage());
            return otherwise;
        }
    }

    List<Pattern> patterns(Parameter parameter) {
        return all(parameter).stream()
                .filter(text -> isShort(parameter, text))
                .map(Pattern::of)
                .toList();
    }

    private boolean isShort(Parameter parameter, String text) {
        if (text.isEmpty() || text.length() > Pattern.LONGEST) {
            problems.add(parameter + ": must not be " + (text.isEmpty() ? "empty" : "longer than " + Pattern.LONGEST));
            return false;
        }
        return true;
    }

    <E extends Enum<E>> List<String> constants(Parameter parameter, Class<E> type) {
        var names = new ArrayList<String>();
        for (var text : all(parameter)) {
            var name = text.toUpperCase(Locale.ROOT);
            if (Arrays.stream(type.getEnumConstants()).noneMatch(c -> c.name().equals(name))) {
                problems.add(parameter + ": '" + Shown.of(text) + "' is none of "
                        + Arrays.toString(type.getEnumConstants()));
            }
            names.add(name);
        }
        return names;
    }
}
