package io.podtide.cli.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.podtide.cli.quality.Lines.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Other recordings of the same: what is found in them must be the same. */
enum Metamorphosis {
    /** As it was recorded. */
    NONE("as recorded") {
        @Override
        Lines of(Lines lines) {
            return lines;
        }
    },
    /** A watch that is begun again resends, and a producer may. */
    DOUBLED("every line doubled") {
        @Override
        Lines of(Lines lines) {
            return new Lines(
                    lines.all().stream().flatMap(line -> Stream.of(line, line)).toList());
        }
    },
    /** Pods and Events come on separate watches. */
    SWAPPED("Events 0.5 s later") {
        @Override
        Lines of(Lines lines) {
            return later(lines, true);
        }
    },
    SWAPPED_BACK("pods 0.5 s later") {
        @Override
        Lines of(Lines lines) {
            return later(lines, false);
        }
    },
    /** Detection goes by levels, not by edges. */
    DROPPED("30 % of pod updates missing") {
        @Override
        Lines of(Lines lines) {
            var random = new Random(7);
            return new Lines(lines.all().stream()
                    .filter(line -> !line.isPod() || !line.type().equals("MODIFIED") || random.nextInt(10) >= 3)
                    .toList());
        }
    },
    /** A slow watch shows only the last of several updates. */
    COALESCED("pod updates within 3 s as one") {
        @Override
        Lines of(Lines lines) {
            return coalesced(lines);
        }
    },
    EVENTLESS("30 % of Events missing") {
        @Override
        Lines of(Lines lines) {
            var random = new Random(8);
            return new Lines(lines.all().stream()
                    .filter(line -> !line.isEvent() || random.nextInt(10) >= 3)
                    .toList());
        }
    },
    RENAMED("other names") {
        @Override
        Lines of(Lines lines) {
            return renamed(lines);
        }
    },
    /** A relist repeats what is known. */
    RELISTED("all listed again, twice") {
        @Override
        Lines of(Lines lines) {
            var once = again(lines, lines.timeAt(0.33));
            return again(once, lines.timeAt(0.67));
        }
    },
    /** A broken watch: what happened meanwhile shows only by what is there afterwards. */
    GAP("40 s missed, then listed again") {
        @Override
        Lines of(Lines lines) {
            var begins = lines.timeAt(GAP_AT);
            var ends = begins.plus(SHORT_GAP);
            return lines.before(begins).and(lines.list(ends)).and(lines.from(ends));
        }
    },
    LONG_GAP("30 % of the time missed, then listed again") {
        @Override
        Lines of(Lines lines) {
            var begins = lines.timeAt(LONG_GAP_FROM);
            var ends = lines.timeAt(LONG_GAP_TO);
            return lines.before(begins).and(lines.list(ends)).and(lines.from(ends));
        }
    },
    /** Another observer begins in the middle. */
    CUT("from the middle on") {
        @Override
        Lines of(Lines lines) {
            var begins = lines.timeAt(CUT_AT);
            return lines.list(begins).and(lines.from(begins));
        }
    },
    /** {@code observedAt}, and with it all that the cluster says, years later. */
    SHIFTED("four years later") {
        @Override
        Lines of(Lines lines) {
            return lines.rewritten(Metamorphosis::fourYearsLater);
        }
    };

    private static final Pattern TIME = Pattern.compile("(20\\d\\d)(-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)");
    private static final Pattern SCHEDULED = Pattern.compile("-(29\\d{6})\\b");
    private static final double CUT_AT = 0.5;
    private static final double GAP_AT = 0.5;
    private static final Duration SHORT_GAP = Duration.ofSeconds(40);
    private static final double LONG_GAP_FROM = 0.4;
    private static final double LONG_GAP_TO = 0.7;
    static final String OTHER = "zz-";
    private static final long MINUTES = Duration.ofDays(365 * 4 + 1).toMinutes();

    private final String words;

    Metamorphosis(String words) {
        this.words = words;
    }

    abstract Lines of(Lines lines);

    /** Nothing that matters is lost: the same must be found, to the last incident. */
    boolean keepsAll() {
        return Set.of(DOUBLED, SWAPPED, SWAPPED_BACK, RENAMED, RELISTED, SHIFTED)
                .contains(this);
    }

    /** What a row tells of can still be seen: of a failure that lasts for a minute at least beyond what was missed. */
    boolean shows(TruthRow row, Lines lines) {
        var end = row.until().minusSeconds(60);
        return switch (this) {
            case CUT -> end.isAfter(lines.timeAt(CUT_AT));
            case GAP -> !within(row, lines.timeAt(GAP_AT), lines.timeAt(GAP_AT).plus(SHORT_GAP));
            case LONG_GAP -> !within(row, lines.timeAt(LONG_GAP_FROM), lines.timeAt(LONG_GAP_TO));
            default -> true;
        };
    }

    /** The rule was not met before the gap, and the failure over soon after it. */
    private static boolean within(TruthRow row, Instant from, Instant to) {
        var met = row.met() == null ? row.began() : row.met();
        return !met.isBefore(from) && row.until().minusSeconds(60).isBefore(to);
    }

    /** What is expected of the other recording. */
    TruthRow of(TruthRow row) {
        return switch (this) {
            case SHIFTED -> row.later(Duration.ofMinutes(MINUTES));
            case RENAMED -> row.of(other(row.subject()));
            default -> row;
        };
    }

    private static Subject other(Subject subject) {
        return new Subject(
                subject.kind(),
                subject.namespace().equals("-") ? "-" : other(subject.namespace()),
                subject.name().equals("*") ? "*" : other(subject.name()));
    }

    /** A name as it was. */
    String original(String name) {
        return this == RENAMED ? name.replace(OTHER, "") : name;
    }

    String words() {
        return words;
    }

    private static Lines again(Lines lines, Instant at) {
        return lines.before(at).and(lines.list(at)).and(lines.from(at));
    }

    private static Lines coalesced(Lines lines) {
        var kept = new ArrayList<Line>();
        Map<String, Instant> next = new LinkedHashMap<>();
        for (int i = lines.all().size() - 1; i >= 0; i--) {
            var line = lines.all().get(i);
            var following = next.get(line.uid());
            boolean passed = line.isPod()
                    && line.type().equals("MODIFIED")
                    && following != null
                    && following.isBefore(line.at().plusSeconds(3));
            if (!passed) {
                kept.add(0, line);
            }
            next.put(line.uid(), passed ? following : line.at());
        }
        return new Lines(kept);
    }

    private static Lines later(Lines lines, boolean events) {
        var delayed = new ArrayList<Line>();
        for (var line : lines.all()) {
            boolean late = line.isEvent() == events && (events || line.isPod());
            delayed.add(late ? line.seen(line.type(), line.at().plusMillis(500)) : line);
        }
        delayed.sort(Comparator.comparing(Line::at));
        return new Lines(delayed);
    }

    /** Names of CronJobs' Jobs tell the minute they were scheduled for. */
    private static String fourYearsLater(String line) {
        var shifted = TIME.matcher(line).replaceAll(m -> (Integer.parseInt(m.group(1)) + 4) + m.group(2));
        return SCHEDULED.matcher(shifted).replaceAll(m -> "-" + (Long.parseLong(m.group(1)) + MINUTES));
    }

    /** Name for name, wherever an object or a reference to one has it; messages keep theirs. */
    private static Lines renamed(Lines lines) {
        return new Lines(lines.all().stream()
                .map(line -> {
                    var json = line.json().deepCopy();
                    rename(json.path("object"), "");
                    return Line.of(json);
                })
                .toList());
    }

    private static void rename(JsonNode node, String key) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> changed = new LinkedHashMap<>();
            object.properties().forEach(entry -> {
                var value = entry.getValue();
                boolean names = List.of("name", "namespace", "nodeName", "host").contains(entry.getKey())
                        && List.of("metadata", "ownerReferences", "involvedObject", "spec", "source")
                                .contains(key);
                if (names && value.isTextual()) {
                    changed.put(entry.getKey(), TextNode.valueOf(other(value.asText())));
                } else if (value.isContainerNode()) {
                    rename(value, entry.getKey());
                }
            });
            changed.forEach(object::set);
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> rename(item, key));
        }
    }

    static String other(String name) {
        return OTHER + name;
    }
}
