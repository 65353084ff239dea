package io.podtide.detect.scenario;

import static io.podtide.detect.scenario.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A story of one cluster, told in the order of its time, and what detection makes of it:
 *
 * <pre>given().pod("web").at(minute(0)).starts().at(minute(3)).restarts().expectNothing()</pre>
 *
 * Every expectation is complete: it names all revisions since the one before. And all of them must come out the same however
 * often time is told.
 */
public final class Scenario {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final RuleBook rules;
    private final Detection detection;
    private final Chronicle chronicle = new Chronicle();
    private final List<Observation> story = new ArrayList<>();
    private final Map<String, APod> pods = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private Instant now = Times.START;
    private long resourceVersion = 100;
    private String pod = "";

    private Scenario(RuleBook rules) {
        this.rules = rules;
        this.detection = new Detection(rules, Causes.FEW);
    }

    public static Scenario given() {
        return given(RuleBook.DEFAULTS);
    }

    public static Scenario given(Rules rules) {
        return given(new RuleBook(rules, List.of()));
    }

    public static Scenario given(RuleBook rules) {
        return new Scenario(rules);
    }

    /** Whom the story is about from here on. */
    public Scenario pod(String name) {
        pod = name;
        pods.putIfAbsent(name, aPod(name).createdAt(now));
        return this;
    }

    public Scenario pod(APod other) {
        pod = other.name();
        pods.put(other.name(), other);
        return this;
    }

    /** Time goes on, with a heartbeat every 10 s. */
    public Scenario at(Instant time) {
        for (var beat = now.plus(HEARTBEAT); beat.isBefore(time); beat = beat.plus(HEARTBEAT)) {
            chronicle.add(detection.observe(heartbeat(beat)));
        }
        now = time;
        chronicle.add(detection.observe(heartbeat(now)));
        return this;
    }

    public Scenario after(Duration time) {
        return at(now.plus(time));
    }

    /** The pod has another status, and a watch tells it. */
    public Scenario shows(UnaryOperator<APod> change) {
        return ships(change, Delivery.CHANGED);
    }

    /** The pod's status comes by a list. */
    public Scenario isListed(UnaryOperator<APod> change) {
        return ships(change, Delivery.LISTED);
    }

    private Scenario ships(UnaryOperator<APod> change, Delivery delivery) {
        var next = change.apply(current());
        pods.put(pod, next);
        versions.put(pod, ++resourceVersion);
        return observes(shipped(now, delivery));
    }

    /** A list repeats what is known of it. */
    public Scenario isSeenAgain() {
        return observes(shipped(now, Delivery.LISTED));
    }

    /** Its newest status, as it was or would be shipped. */
    public PodStatus shipped(Instant observedAt, Delivery delivery) {
        return current().status(versions.getOrDefault(pod, 0L), observedAt, delivery);
    }

    /** The pod is bound, runs and is Ready. */
    public Scenario starts() {
        return shows(pod -> pod.boundTo(pod.node() == null ? "node-1" : pod.node(), now)
                .phase(Phase.RUNNING)
                .app(c -> c.runningSince(now))
                .ready(true, now));
    }

    /** Its containers fail and are started again in the same moment; only {@code lastState} tells of it. */
    public Scenario restarts() {
        return restarts(1, "Error");
    }

    public Scenario restarts(int exitCode, String reason) {
        return shows(pod -> pod.app(c -> c.ended(exitCode, reason, now).startedAgain(now)));
    }

    /** A restart that no watch shows; the next status does. */
    public Scenario restartsUnseen() {
        pods.put(pod, current().app(c -> c.ended(1, "Error", now).startedAgain(now)));
        return this;
    }

    public Scenario isOomKilled() {
        return restarts(137, "OOMKilled");
    }

    public Scenario crashes(int exitCode, String reason) {
        return shows(pod -> pod.app(c -> c.ended(exitCode, reason, now)).ready(false, now));
    }

    public Scenario backsOff(String length) {
        return shows(pod -> pod.app(c -> c.backingOff(length)).ready(false, now));
    }

    public Scenario startsAgain() {
        return shows(pod -> pod.app(c -> c.startedAgain(now)).ready(true, now));
    }

    /** Somebody asks for its deletion. */
    public Scenario isAskedToGo(Duration grace) {
        return shows(pod -> pod.deletedAt(now.plus(grace)));
    }

    /** The object is gone. */
    public Scenario isGone() {
        return ships(
                pod -> pod.deletedAt(pod.deletionTimestamp() == null ? now : pod.deletionTimestamp()),
                Delivery.DELETED);
    }

    public Scenario hears(AnEvent event) {
        return observes(event.of(current(), now));
    }

    /** A whole list, begun then, has been sent. */
    public Scenario isSynced(Instant since) {
        return observes(new ClusterClock("prod", now, Mark.SYNCED, since));
    }

    /** The watch is broken. */
    public Scenario goesBlind() {
        return observes(new ClusterClock("prod", now, Mark.GAP_STARTED, null));
    }

    /** The watch is whole again, after a list that was begun then. */
    public Scenario seesAgain(Instant listBegun) {
        return isSynced(listBegun).observes(new ClusterClock("prod", now, Mark.GAP_ENDED, listBegun));
    }

    public Scenario observes(Observation... observations) {
        for (var observation : observations) {
            story.add(observation);
            chronicle.add(detection.observe(observation));
        }
        return this;
    }

    public Scenario expectNothing() {
        return expect();
    }

    /** Exactly these have come since the last expectation, in this order. */
    public Scenario expect(Revision... expected) {
        var told = chronicle.drain();
        var projected = new ArrayList<Revision>();
        for (int i = 0; i < told.size(); i++) {
            projected.add(i < expected.length ? expected[i].of(told.get(i)) : Revision.unexpected(told.get(i)));
        }
        assertThat(projected).containsExactly(expected);
        assertThat(retold(Duration.ofSeconds(1)))
                .as("with a heartbeat a second")
                .isEqualTo(chronicle.all());
        assertThat(retold(Duration.ofDays(1_000))).as("without heartbeats").isEqualTo(chronicle.all());
        return this;
    }

    /** All that has come so far. */
    public List<Incident> revisions() {
        return chronicle.all();
    }

    public Incident newest() {
        var all = chronicle.all();
        return all.get(all.size() - 1);
    }

    public Instant now() {
        return now;
    }

    private APod current() {
        return pods.getOrDefault(pod, aPod(pod));
    }

    /** The same story, with time told at another pace; and at its end. */
    private List<Incident> retold(Duration pace) {
        var other = new Detection(rules, Causes.FEW);
        var all = new ArrayList<Incident>();
        var beat = Times.START.plus(pace);
        for (var observation : story) {
            for (; beat.isBefore(observation.observedAt()); beat = beat.plus(pace)) {
                all.addAll(other.observe(heartbeat(beat)));
            }
            all.addAll(other.observe(observation));
        }
        for (; beat.isBefore(now); beat = beat.plus(pace)) {
            all.addAll(other.observe(heartbeat(beat)));
        }
        all.addAll(other.observe(heartbeat(now)));
        return all;
    }

    private static ClusterClock heartbeat(Instant at) {
        return new ClusterClock("prod", at, Mark.HEARTBEAT, null);
    }
}
