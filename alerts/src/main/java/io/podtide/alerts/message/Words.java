package io.podtide.alerts.message;

import io.podtide.alerts.calm.Content;
import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Digest.Edition;
import io.podtide.alerts.config.WordingReader;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a delivery says. */
final class Words {

    private static final int LINE = 300;
    private static final int SUMMARY = 1_000;
    private static final int REMEDY = 1_200;

    private final Delivery delivery;
    private final List<Incident> incidents;
    private final @Nullable String link;

    Words(Delivery delivery, List<Incident> incidents, @Nullable String link) {
        this.delivery = delivery;
        this.incidents = incidents;
        this.link = link;
    }

    /** It is about a storm, or a day. */
    boolean several() {
        return delivery.what() != null || delivery.edition() != null;
    }

    String title() {
        if (delivery.edition() != null) {
            return "Podtide digest, team " + delivery.team() + ": " + counts(delivery.edition());
        }
        if (delivery.what() != null) {
            return "[" + status() + "] " + delivery.count() + " incidents: " + delivery.what() + ", " + delivery.open()
                    + " open";
        }
        var one = incidents.get(0);
        return "[" + status() + "] " + one.kind() + " " + subject(one) + ": " + one.cause();
    }

    String text() {
        if (delivery.edition() != null) {
            return counts(delivery.edition()) + "\n"
                    + delivery.edition().day().lines().stream()
                            .map(line -> Clean.line(line, LINE))
                            .collect(Collectors.joining("\n"));
        }
        var parts = new ArrayList<String>();
        if (!change().isEmpty()) {
            parts.add(change());
        }
        if (delivery.what() != null) {
            incidents.forEach(
                    one -> parts.add("- " + one.kind() + " " + subject(one) + ": " + Clean.line(one.summary(), LINE)));
            if (delivery.count() > incidents.size()) {
                parts.add("and " + (delivery.count() - incidents.size()) + " more");
            }
        } else {
            parts.add(Clean.text(incidents.get(0).summary(), SUMMARY));
            if (delivery.attempt().content().state() != State.RESOLVED) {
                parts.add(Clean.text(incidents.get(0).remedy(), REMEDY));
            }
        }
        return String.join("\n", parts);
    }

    /** What is new to whoever knows what was told. */
    String change() {
        var now = delivery.attempt().content();
        return switch (delivery.attempt().reason()) {
            case OPENED, DIGEST -> "";
            case REOPENED -> "It has come back, " + times(now.reopened());
            case REMINDED -> "It still is so.";
            case RESOLVED -> delivery.what() == null ? "It is over: " + resolution() : "All of it is over.";
            case CHANGED -> changes(delivery.told(), now);
        };
    }

    private String resolution() {
        var how = incidents.get(0).resolution();
        return how == null ? "resolved" : how.name().toLowerCase(Locale.ROOT);
    }

    private static String changes(@Nullable Content told, Content now) {
        var news = new ArrayList<String>();
        if (told == null) {
            return "";
        }
        if (told.state() != now.state()) {
            news.add(
                    now.state() == State.UNKNOWN
                            ? "nobody knows how it is: its cluster is silent"
                            : "its cluster is heard of again, and it still is so");
        }
        if (told.severity() != now.severity()) {
            news.add("now " + now.severity() + ", was " + told.severity());
        }
        if (!told.cause().equals(now.cause())) {
            news.add("cause now " + now.cause() + ", was " + told.cause());
        }
        if (now.part() && !told.part()) {
            news.add("part of a wider incident");
        }
        if (now.flaps() && !told.flaps()) {
            news.add("it flaps: it has come back " + times(now.reopened()));
        }
        if (now.size() > told.size()) {
            news.add(now.size() + " by now, were " + told.size());
        }
        return String.join("; ", news);
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private String status() {
        var content = delivery.attempt().content();
        if (content.state() != State.OPEN) {
            return content.state().name();
        }
        return content.severity().name() + (content.flaps() ? ", FLAPPING" : "");
    }

    private static String subject(Incident one) {
        return one.subject();
    }

    private static String counts(Edition edition) {
        var day = edition.day();
        return day.fresh() + " new, " + day.recurring() + " recurring, " + day.fixed() + " fixed " + edition.trend();
    }

    /** The operator's words, with what stands in braces filled in. */
    String fill(String template) {
        return WordingReader.FIELD
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(field(found.group(1), incidents.get(0))));
    }

    private String field(String name, Incident one) {
        return switch (name) {
            case "status" -> status();
            case "kind" -> one.kind().name();
            case "severity" -> delivery.attempt().content().severity().name();
            case "scope" -> one.scope().name();
            case "cluster" -> one.cluster();
            case "namespace" -> text(one.namespace());
            case "workload" -> text(one.workload());
            case "node" -> text(one.node());
            case "subject" -> subject(one);
            case "cause" -> one.cause();
            case "summary" -> Clean.text(one.summary(), SUMMARY);
            case "remedy" -> Clean.text(one.remedy(), REMEDY);
            case "pods" -> String.valueOf(one.podCount());
            case "team" -> delivery.team();
            case "id" -> one.id();
            case "started" -> one.startedAt().toString();
            case "link" -> text(link);
            case "change" -> change();
            default -> "{" + name + "}";
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
