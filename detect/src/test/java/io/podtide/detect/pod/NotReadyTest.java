package io.podtide.detect.pod;

import static io.podtide.detect.incident.Incident.Kind.NOT_READY;
import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;

import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotReadyTest {

    @Test
    void a_probe_that_fails_longer_than_its_budget_opens_it_and_not_a_second_before() {
        unreadyFrom(minute(5), minutes(3))
                .hears(anEvent("Unhealthy", "Readiness probe failed: connection refused")
                        .about("app"))
                .at(second(8 * 60 - 1))
                .expectNothing()
                .at(minute(8))
                .expect(opened(NOT_READY)
                        .startedAt(minute(5))
                        .openedAt(minute(8))
                        .cause("READINESS_PROBE_FAILED")
                        .container("app")
                        .pods("web-1")
                        .rule("not ready for 3m"))
                .at(hour(3))
                .expectNothing();
    }

    @Test
    void a_short_budget_is_a_minute_at_least() {
        unreadyFrom(minute(5), seconds(10))
                .at(minute(6))
                .expect(opened(NOT_READY).openedAt(minute(6)));
    }

    @Test
    void a_long_one_fifteen_minutes_at_most() {
        unreadyFrom(minute(5), minutes(60))
                .at(minute(20))
                .expect(opened(NOT_READY).openedAt(minute(20)));
    }

    @Test
    void without_a_probe_it_is_ten_minutes_and_nobody_knows_why() {
        unreadyFrom(minute(5), null)
                .at(minute(15))
                .expect(opened(NOT_READY).openedAt(minute(15)).cause("UNKNOWN_CAUSE"));
    }

    @Test
    void a_slow_start_has_its_budget_from_when_its_container_began_to_run() {
        given().pod("web-1")
                .at(minute(10))
                .shows(pod -> pod.boundTo("node-1", minute(0))
                        .phase(Phase.RUNNING)
                        .app(c ->
                                c.probedFor(minutes(2)).runningSince(minute(10)).unready())
                        .ready(false, minute(0)))
                .at(second(12 * 60 - 1))
                .shows(pod -> pod.app(c -> c.runningSince(minute(10))).ready(true, second(12 * 60 - 1)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void readiness_in_time_makes_it_nothing() {
        unreadyFrom(minute(5), minutes(1))
                .at(second(5 * 60 + 59))
                .shows(pod -> pod.app(c -> c.runningSince(minute(0))).ready(true, second(359)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void it_resolves_when_the_pod_is_ready_and_the_hold_has_passed() {
        unreadyFrom(minute(5), minutes(1))
                .at(minute(10))
                .expect(opened(NOT_READY))
                .shows(pod -> pod.ready(true, minute(10)))
                .at(second(15 * 60 - 1))
                .expectNothing()
                .at(minute(15))
                .expect(resolved(NOT_READY, RECOVERED));
    }

    @Test
    void it_resolves_when_the_pod_is_deleted() {
        unreadyFrom(minute(5), minutes(1))
                .at(minute(10))
                .expect(opened(NOT_READY))
                .isGone()
                .at(minute(16))
                .expect(resolved(NOT_READY, DELETED).at(minute(15)));
    }

    @Test
    void a_pod_that_is_deleted_need_not_be_ready() {
        unreadyFrom(minute(5), minutes(1))
                .at(second(330))
                .isAskedToGo(minutes(5))
                .at(minute(9))
                .expectNothing();
    }

    @Test
    void a_pod_that_waits_for_its_restart_is_no_matter_of_readiness() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .crashes(1, "Error")
                .at(hour(1))
                .expect(opened(PENDING).at(minute(8)));
    }

    private static Scenario unreadyFrom(Instant time, @Nullable Duration budget) {
        return given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(time)
                .shows(pod -> pod.app(c -> budget == null
                                ? c.unready()
                                : c.probedFor(budget).unready())
                        .ready(false, time));
    }
}
