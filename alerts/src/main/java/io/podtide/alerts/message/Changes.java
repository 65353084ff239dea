package io.podtide.alerts.message;

import io.podtide.alerts.calm.Content;
import io.podtide.alerts.calm.Delivery;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is new to whoever knows what was told; empty where all is. */
final class Changes {

    private Changes() {}

    static String of(Delivery delivery, Instant began) {
        var now = delivery.attempt().content();
        var since = delivery.attempt().since();
        return switch (delivery.attempt().reason()) {
            case OPENED, DIGEST -> "";
            case REOPENED -> "It has come back, " + times(now.reopened()) + " by now.";
            case REMINDED -> "It still is so, for " + Times.span(began, since) + ".";
            case RESOLVED -> over(delivery, began);
            case CHANGED -> changes(delivery.told(), now, delivery.what() == null ? " pods" : " incidents");
        };
    }

    private static String over(Delivery delivery, Instant began) {
        if (delivery.isStorm()) {
            return "All of it is over.";
        }
        var one = delivery.incidents().get(0);
        var at = one.resolvedAt() == null ? one.updatedAt() : one.resolvedAt();
        return "It is over after " + Times.span(began, at) + ": " + how(one) + ".";
    }

    private static String how(Incident one) {
        var how = one.resolution();
        return how == null ? "resolved" : how.name().toLowerCase(Locale.ROOT);
    }

    private static String changes(@Nullable Content told, Content now, String what) {
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
            news.add(now.size() + what + " by now, were " + told.size());
        }
        return sentence(String.join("; ", news));
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
