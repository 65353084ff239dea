package io.podtide.trends.query;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads what a question is asked with, from a command or a URL, and says all that is wrong with it. */
final class AskedReader {

    static final int MOST_ROWS = 1000;
    private static final int ROWS = 20;
    private static final int MOST_VALUES = 50;
    private static final int MOST_GROUPS = 4;
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration LONGEST_BY_MINUTE = Duration.ofHours(24); // sums by hour have none
    private static final long MOST_STEPS = 3_000;

    private final Question question;
    private final Map<String, List<String>> values;
    private final Instant now;
    private final List<String> problems = new ArrayList<>();

    private AskedReader(Question question, Map<String, List<String>> values, Instant now) {
        this.question = question;
        this.values = values;
        this.now = now;
    }

    /** @throws BadQuestionException with everything that is wrong */
    static Asked read(Question question, Map<String, List<String>> values, Instant now) {
        return new AskedReader(question, values, now).read();
    }

    private Asked read() {
        checkNames();
        var to = one(Parameter.TO, text -> TimeText.time(text, now), now);
        var since = one(Parameter.SINCE, TimeText::duration, question.since());
        var from = one(Parameter.FROM, text -> TimeText.time(text, now), to.minus(since));
        if (has(Parameter.SINCE) && has(Parameter.FROM)) {
            problems.add("since: not together with from");
        }
        checkRange(from, to);
        var range = Duration.between(from, to);
        var every = one(Parameter.EVERY, Every::of, Every.fitting(range));
        if (question.parameters().contains(Parameter.EVERY) && range.dividedBy(every.length()) > MOST_STEPS) {
            problems.add(
                    "every: " + every + " makes more than " + MOST_STEPS + " steps of " + range.toDays() + " days");
        }
        if (every == Every.MINUTE && range.compareTo(LONGEST_BY_MINUTE) > 0) {
            problems.add("every: minutes can be asked for of " + LONGEST_BY_MINUTE.toHours() + " hours at most");
        }
        var measure = one(Parameter.BY, Measure::of, Measure.INCIDENTS);
        var at = one(Parameter.AT, text -> TimeText.time(text, now), now);
        if (question.parameters().contains(Parameter.AT) && !has(Parameter.AT)) {
            problems.add("at: when was it? A time such as 2027-01-31T08:00:00Z, or how long ago, such as 2h");
        }
        var asked = new Asked(
                from,
                to,
                now,
                new Filters(dimensions(), labels()),
                groups(),
                measure,
                every,
                constants(Parameter.STATE, State.class),
                constants(Parameter.SEVERITY, Severity.class),
                has(Parameter.TEXT) ? one(Parameter.TEXT, AskedReader::words, "") : null,
                has(Parameter.PARENT) ? one(Parameter.PARENT, AskedReader::words, "") : null,
                at,
                one(Parameter.WITHIN, this::within, question.within()),
                one(Parameter.LIMIT, AskedReader::limit, ROWS),
                has(Parameter.AFTER) ? one(Parameter.AFTER, this::after, "") : null);
        if (!problems.isEmpty()) {
            throw new BadQuestionException(problems);
        }
        return asked;
    }

    private void checkNames() {
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

    private void checkRange(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            problems.add("from: must be before to, " + to);
        } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            problems.add("from: a time of " + LONGEST.toDays() + " days at most can be asked for");
        } else if (to.isAfter(now.plus(LONGEST)) || from.isBefore(Instant.EPOCH)) {
            problems.add("to: " + to + " is not a time of this history");
        }
    }

    private Map<Dimension, List<Pattern>> dimensions() {
        var dimensions = new EnumMap<Dimension, List<Pattern>>(Dimension.class);
        for (var dimension : Dimension.values()) {
            var patterns = patterns(Parameter.valueOf(dimension.name()));
            if (dimension == Dimension.KIND || dimension == Dimension.CAUSE) {
                patterns = patterns.stream()
                        .map(p -> new Pattern(p.glob().replace('-', '_'), p.negated()).upperCase())
                        .toList();
            }
            if (dimension == Dimension.KIND) {
                patterns.forEach(this::checkKind);
            }
            if (!patterns.isEmpty()) {
                dimensions.put(dimension, patterns);
            }
        }
        return dimensions;
    }

    private void checkKind(Pattern pattern) {
        if (pattern.isLiteral()
                && Arrays.stream(Kind.values()).noneMatch(k -> k.name().equals(pattern.glob()))) {
            problems.add("kind: '" + Shown.of(pattern.glob()) + "' is none of " + Arrays.toString(Kind.values()));
        }
    }

    private List<Pattern> patterns(Parameter parameter) {
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

    private Map<String, List<Pattern>> labels() {
        var labels = new TreeMap<String, List<Pattern>>();
        for (var text : all(Parameter.LABEL)) {
            int equals = text.indexOf('=');
            if (equals < 1 || text.length() > Pattern.LONGEST) {
                problems.add("label: '" + Shown.of(text) + "' is not NAME=VALUE");
            } else {
                labels.computeIfAbsent(text.substring(0, equals), name -> new ArrayList<>())
                        .add(Pattern.of(text.substring(equals + 1)));
            }
        }
        return labels;
    }

    private List<Group> groups() {
        var groups = new ArrayList<Group>();
        for (var text : all(Parameter.GROUP)) {
            try {
                var group = Group.of(text);
                if (group.dimension() != null && !question.groupable().contains(group.dimension())) {
                    problems.add("group: '" + question.name() + "' has rows for " + question.groupable() + ", not for "
                            + group);
                }
                if (!groups.contains(group)) {
                    groups.add(group);
                }
            } catch (IllegalArgumentException e) {
                problems.add("group: " + e.getMessage());
            }
        }
        if (groups.size() > MOST_GROUPS) {
            problems.add("group: " + MOST_GROUPS + " at most");
        }
        return groups.isEmpty() ? question.groups() : groups;
    }

    private <E extends Enum<E>> List<String> constants(Parameter parameter, Class<E> type) {
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

    private Duration within(String text) {
        var duration = TimeText.duration(text);
        if (duration.isZero() || duration.compareTo(LONGEST.dividedBy(2)) > 0) {
            throw new IllegalArgumentException("must be from 1s to " + LONGEST.toDays() / 2 + "d");
        }
        return duration;
    }

    private static String words(String text) {
        if (text.isBlank() || text.length() > Pattern.LONGEST) {
            throw new IllegalArgumentException(
                    "must not be " + (text.isBlank() ? "empty" : "longer than " + Pattern.LONGEST));
        }
        return text.strip();
    }

    private static Integer limit(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_ROWS) {
            throw new IllegalArgumentException("must be a number from 1 to " + MOST_ROWS);
        }
        return Integer.valueOf(text);
    }

    private String after(String text) {
        if (question.hasCursor() ? text.length() > Pattern.LONGEST : !text.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("'" + Shown.of(text) + "' is not what 'next' of an answer said");
        }
        return text;
    }

    private boolean has(Parameter parameter) {
        return !all(parameter).isEmpty();
    }

    /** Commas part values where several may be given. */
    private List<String> all(Parameter parameter) {
        var given = values.getOrDefault(parameter.toString(), List.of());
        return parameter.repeated() && parameter != Parameter.LABEL
                ? given.stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .toList()
                : given;
    }

    private <T> T one(Parameter parameter, Function<String, ? extends T> reader, T otherwise) {
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
}
