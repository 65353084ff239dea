package io.podtide.alerts.message;

import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Digest.Edition;
import io.podtide.alerts.config.WordingReader;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a delivery says. */
final class Words {

    private static final int LINE = 300;

    private final Delivery delivery;
    private final List<Incident> incidents;
    private final @Nullable String link;

    /** @param delivery its incidents are without secrets */
    Words(Delivery delivery, @Nullable String link) {
        this.delivery = delivery;
        this.incidents = delivery.incidents();
        this.link = link;
    }

    /** It is about a storm, or a day. */
    boolean several() {
        return delivery.isStorm() || delivery.edition() != null;
    }

    String title() {
        if (delivery.edition() != null) {
            return "Podtide digest, team " + delivery.team() + ": " + counts(delivery.edition());
        }
        if (delivery.isStorm()) {
            return "[" + status() + "] " + delivery.count() + " incidents: " + delivery.what() + ", " + delivery.open()
                    + " open";
        }
        var one = incidents.get(0);
        return "[" + status() + "] " + one.kind() + " " + one.display() + ": " + one.cause();
    }

    /** How it is, whatever was told before. */
    String body() {
        boolean over = delivery.attempt().content().state() == State.RESOLVED;
        if (delivery.edition() != null) {
            return day(delivery.edition());
        }
        return delivery.isStorm() ? StormText.of(delivery, over) : IncidentText.of(incidents.get(0), over);
    }

    private static String day(Edition edition) {
        return counts(edition) + "\n"
                + edition.day().lines().stream()
                        .map(line -> Clean.line(line, LINE))
                        .collect(Collectors.joining("\n"));
    }

    /** What is new to whoever knows what was told. */
    String change() {
        return Changes.of(delivery, began());
    }

    private Instant began() {
        return several() ? StormText.began(delivery) : incidents.get(0).startedAt();
    }

    private String status() {
        var content = delivery.attempt().content();
        if (content.state() != State.OPEN) {
            return content.state().name();
        }
        return content.severity().name() + (content.flaps() ? ", FLAPPING" : "");
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
            case "subject" -> one.display();
            case "cause" -> one.cause();
            case "summary" -> IncidentText.summary(one);
            case "remedy" -> IncidentText.remedy(one);
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
