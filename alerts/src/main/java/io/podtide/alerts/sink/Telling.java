package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.alerts.calm.Notice;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.message.Message;
import io.podtide.alerts.sink.MissedEnds.End;
import io.podtide.detect.incident.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a message is for Alertmanager: alerts for all replicas, and the ends that one or the other has missed. Of an end that is
 * told again only the latter is left.
 */
final class Telling {

    /** In the handle: the labels it has there. */
    private static final String LABELS = "labels";

    /** In the handle: since when it fires there. */
    private static final String STARTS = "startsAt";

    private final Message message;
    private final String labels;
    private final String startsAt;
    private final MissedEnds missed;
    private final List<End> ends = new ArrayList<>();
    private final List<ObjectNode> alerts = new ArrayList<>();

    /** @param expires after which a replica takes for over what it is not told again */
    Telling(Message message, Duration expires, Instant now) {
        this.message = message;
        var before = message.handle().get(LABELS);
        boolean toldAgain = message.over() && message.reason() != Reason.RESOLVED;
        labels = toldAgain && before != null ? before : text(AlertLabels.of(message));
        startsAt = startsAt(message);
        var known = MissedEnds.read(message.handle().getOrDefault(Notice.MISSED, ""))
                .since(now.minus(expires));
        missed = toldAgain ? known : known.without(labels);
        if (toldAgain) {
            return;
        }
        if (before != null && !before.equals(labels) && !wasOver(message)) {
            end(before, now);
        }
        if (message.over()) {
            ends.add(new End(labels, startsAt, now.toString(), Set.of()));
        }
        alerts.add(alert(message.over() ? now : now.plus(expires)));
    }

    private static boolean wasOver(Message message) {
        return message.before() != null && message.before().state() == Incident.State.RESOLVED;
    }

    private void end(String old, Instant now) {
        var end = new End(old, startsAt, now.toString(), Set.of());
        ends.add(end);
        alerts.add(alert(end));
    }

    private static ObjectNode alert(End end) {
        var alert = Json.object();
        alert.set("labels", Json.parse(end.labels()));
        return alert.put("startsAt", end.startsAt()).put("endsAt", end.endsAt());
    }

    private ObjectNode alert(Instant endsAt) {
        var alert = Json.object();
        alert.set("labels", Json.parse(labels));
        alert.put("startsAt", startsAt).put("endsAt", endsAt.toString());
        if (message.link() != null) {
            alert.put("generatorURL", message.link());
        }
        alert.putObject("annotations")
                .put("summary", message.title())
                .put("description", message.body())
                .put("started", message.incidents().get(0).startedAt().toString())
                .put("state", message.content().state().name());
        return alert;
    }

    /**
     * As with Prometheus' own it is when the alert began to fire, not when the failure began: of one that is older than {@code
     * group_wait} Alertmanager notifies at once, and what comes with it would miss the notification.
     */
    private static String startsAt(Message message) {
        boolean known = message.over() || (message.before() != null && !wasOver(message));
        var since = message.since().toString();
        return known ? message.handle().getOrDefault(STARTS, since) : since;
    }

    private static String text(Map<String, String> labels) {
        var object = Json.object();
        new TreeMap<>(labels).forEach(object::put);
        return object.toString();
    }

    /** Something in it is for all. */
    boolean isNews() {
        return !alerts.isEmpty();
    }

    /** In the order in which it is to be taken in. */
    List<ObjectNode> to(URI replica) {
        var all = new ArrayList<ObjectNode>();
        missed.by(replica).forEach(end -> all.add(alert(end)));
        all.addAll(alerts);
        return all;
    }

    /** What is to be remembered of it, where these replicas have not taken it. */
    Map<String, String> handle(Set<URI> refused) {
        var handle = new HashMap<>(message.handle());
        handle.put(LABELS, labels);
        handle.put(STARTS, startsAt);
        var left = missed.after(ends, refused).text();
        if (!left.isEmpty() || handle.containsKey(Notice.MISSED)) {
            handle.put(Notice.MISSED, left);
        }
        return handle;
    }

    boolean isNewTo(Map<String, String> handle) {
        return !handle.equals(message.handle());
    }
}
