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
import java.util.Map;
import java.util.TreeMap;

/** Reads what a question is asked with, from a command or a URL, and says all that is wrong with it. */
final class AskedReader {

    static final int MOST_ROWS = 1000;
    private static final int ROWS = 20;
    private static final int MOST_GROUPS = 4;
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration LONGEST_BY_MINUTE = Duration.ofHours(24); // sums by hour have none
    private static final long MOST_STEPS = 3_000;

    private final Question question;
    private final Given given;
    private final Instant now;

    private AskedReader(Question question, Given given, Instant now) {
        this.question = question;
        this.given = given;
        this.now = now;
    }

    /** @throws BadQuestionException with everything that is wrong */
    static Asked read(Question question, Map<String, List<String>> values, Instant now) {
        return new AskedReader(question, new Given(values), now).read();
    }

    private Asked read() {
        given.checkNames(question);
        var to = given.one(Parameter.TO, text -> TimeText.time(text, now), now);
        var since = given.one(Parameter.SINCE, TimeText::duration, question.since());
        var from = given.one(Parameter.FROM, text -> TimeText.time(text, now), to.minus(since));
        if (given.has(Parameter.SINCE) && given.has(Parameter.FROM)) {
            given.wrong("since: not together with from");
        }
        checkRange(from, to);
        var range = Duration.between(from, to);
        var every = given.one(Parameter.EVERY, Every::of, Every.fitting(range));
        if (question.parameters().contains(Parameter.EVERY) && range.dividedBy(every.length()) > MOST_STEPS) {
            given.wrong("every: " + every + " makes more than " + MOST_STEPS + " steps of " + range.toDays() + " days");
        }
        if (every == Every.MINUTE && range.compareTo(LONGEST_BY_MINUTE) > 0) {
            given.wrong("every: minutes can be asked for of " + LONGEST_BY_MINUTE.toHours() + " hours at most");
        }
        var measure = given.one(Parameter.BY, Measure::of, Measure.INCIDENTS);
        var at = given.one(Parameter.AT, text -> TimeText.time(text, now), now);
        if (question.parameters().contains(Parameter.AT) && !given.has(Parameter.AT)) {
            given.wrong("at: when was it? A time such as 2027-01-31T08:00:00Z, or how long ago, such as 2h");
        }
        var asked = new Asked(
                from,
                to,
                now,
                new Filters(dimensions(), labels()),
                groups(),
                measure,
                every,
                given.constants(Parameter.STATE, State.class),
                given.constants(Parameter.SEVERITY, Severity.class),
                given.has(Parameter.TEXT) ? given.one(Parameter.TEXT, AskedReader::words, "") : null,
                given.has(Parameter.PARENT) ? given.one(Parameter.PARENT, AskedReader::words, "") : null,
                at,
                given.one(Parameter.WITHIN, this::within, question.within()),
                given.one(Parameter.LIMIT, AskedReader::limit, ROWS),
                given.has(Parameter.AFTER) ? given.one(Parameter.AFTER, this::after, "") : null);
        given.complain();
        return asked;
    }

    private void checkRange(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            given.wrong("from: must be before to, " + to);
        } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            given.wrong("from: a time of " + LONGEST.toDays() + " days at most can be asked for");
        } else if (to.isAfter(now.plus(LONGEST)) || from.isBefore(Instant.EPOCH)) {
            given.wrong("to: " + to + " is not a time of this history");
        }
    }

    private Map<Dimension, List<Pattern>> dimensions() {
        var dimensions = new EnumMap<Dimension, List<Pattern>>(Dimension.class);
        for (var dimension : Dimension.values()) {
            var patterns = given.patterns(Parameter.valueOf(dimension.name()));
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
            given.wrong("kind: '" + Shown.of(pattern.glob()) + "' is none of " + Arrays.toString(Kind.values()));
        }
    }

    private Map<String, List<Pattern>> labels() {
        var labels = new TreeMap<String, List<Pattern>>();
        for (var text : given.all(Parameter.LABEL)) {
            int equals = text.indexOf('=');
            if (equals < 1 || text.length() > Pattern.LONGEST) {
                given.wrong("label: '" + Shown.of(text) + "' is not NAME=VALUE");
            } else {
                labels.computeIfAbsent(text.substring(0, equals), name -> new ArrayList<>())
                        .add(Pattern.of(text.substring(equals + 1)));
            }
        }
        return labels;
    }

    private List<Group> groups() {
        var groups = new ArrayList<Group>();
        for (var text : given.all(Parameter.GROUP)) {
            try {
                var group = Group.of(text);
                if (group.dimension() != null && !question.groupable().contains(group.dimension())) {
                    given.wrong("group: '" + question.name() + "' has rows for " + question.groupable() + ", not for "
                            + group);
                }
                if (!groups.contains(group)) {
                    groups.add(group);
                }
            } catch (IllegalArgumentException e) {
                given.wrong("group: " + e.getMessage());
            }
        }
        if (groups.size() > MOST_GROUPS) {
            given.wrong("group: " + MOST_GROUPS + " at most");
        }
        return groups.isEmpty() ? question.groups() : groups;
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
}
