package io.podtide.ingest.watch;

import io.podtide.ingest.kube.RoutingLabels;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pods as text, and settings that do not make a test wait. */
final class WatchFixture {

    static final WatchSettings IMPATIENT = new WatchSettings(
            2,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ofMinutes(1));

    private WatchFixture() {}

    static String pod(String name, int version) {
        return pod(name, "uid-" + name, version);
    }

    static String pod(String name, String uid, int version) {
        return """
                {"kind":"Pod","metadata":{"name":"%s","namespace":"shop","uid":"%s","resourceVersion":"%d"}}""".formatted(name, uid, version);
    }

    static String event(String uid, int version) {
        return """
                {"kind":"Event","metadata":{"name":"%s","uid":"%s","resourceVersion":"%d"},"involvedObject":{"kind":"Pod","uid":"u"}}""".formatted(uid, uid, version);
    }

    /** A node that is well. */
    static String node(String name, int version) {
        return node(name, version, "12:00:00", "", "True");
    }

    /**
     * @param heartbeat when its kubelet reported last
     * @param spec more of its fields, as JSON
     * @param ready status of its condition
     */
    static String node(String name, int version, String heartbeat, String spec, String ready) {
        return """
                {"kind":"Node","metadata":{"name":"%s","uid":"uid-%s","resourceVersion":"%d"},"spec":{%s},\
                "status":{"conditions":[{"type":"Ready","status":"%s","lastHeartbeatTime":"2026-11-21T%sZ"}]}}""".formatted(name, name, version, spec, ready, heartbeat);
    }

    /** As it stands in a list: it does not say that it is a Node. */
    static String nodeItem(String name, int version) {
        return item(node(name, version));
    }

    static String item(String node) {
        return node.replace("\"kind\":\"Node\",", "");
    }

    static String bookmark(int version) {
        return "{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"%d\"}}".formatted(version);
    }

    static ClusterWatch.Options options(WatchSettings settings, List<ClusterException> problems) {
        return new ClusterWatch.Options(
                settings, RoutingLabels.DEFAULT, Clock.systemUTC(), WatchTap.NONE, problems::add);
    }

    static List<ClusterException> problems() {
        return new CopyOnWriteArrayList<>();
    }
}
