package io.podtide.detect.workload;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.reopened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static io.podtide.detect.scenario.Times.second;
import static io.podtide.detect.scenario.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.scenario.Scenario;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifeTest {

    @Test
    void a_loop_that_ends_is_resolved_when_the_hold_is_over() {
        loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP).at(minute(3)))
                .at(second(18 * 60 - 1))
                .expectNothing()
                .at(minute(18))
                .expect(resolved(RESTART_LOOP, RECOVERED).at(minute(18)).startedAt(minute(1)));
    }

    @Test
    void a_restart_within_the_hold_keeps_it_open() {
        loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP))
                .at(minute(17))
                .restarts()
                .at(second(32 * 60 - 1))
                .expectNothing()
                .at(minute(32))
                .expect(resolved(RESTART_LOOP, RECOVERED).occurrences(4));
    }

    @Test
    void a_pod_that_no_longer_restarts_but_is_not_ready_keeps_it_open() {
        var story = loops(given().pod("web-1").at(minute(0)).starts()).expect(opened(RESTART_LOOP));
        story.at(minute(4))
                .shows(pod -> pod.ready(false, minute(4)))
                .at(hour(3))
                .expectNothing()
                .shows(pod -> pod.ready(true, hour(3)))
                .at(hour(3).plusSeconds(299))
                .expectNothing()
                .at(hour(3).plusSeconds(300))
                .expect(resolved(RESTART_LOOP, RECOVERED));
    }

    @Test
    void a_loop_in_its_five_minute_back_off_is_not_resolved() {
        var story = loops(given().pod("web-1").at(minute(0)).starts()).expect(opened(RESTART_LOOP));
        for (int i = 0; i < 20; i++) {
            story.after(seconds(20)).crashes(1, "Error");
            story.after(seconds(1)).backsOff("5m0s");
            story.after(minutes(5)).startsAgain();
        }
        story.expectNothing();
    }

    @Test
    void the_hold_doubles_with_every_reopening_up_to_half_an_hour() {
        var story = loops(given().pod("web-1").at(minute(0)).starts());
        story.expect(opened(RESTART_LOOP));
        int times = 0;
        for (var hold : new long[] {5, 10, 20, 30, 30}) {
            var over = story.now().plus(minutes(10 + hold));
            story.at(over.minusSeconds(1)).expectNothing();
            story.at(over).expect(resolved(RESTART_LOOP, RECOVERED).at(over).reopened(times));
            times++;
            loops(story).expect(reopened(RESTART_LOOP).reopened(times).startedAt(minute(1)));
        }
        assertThat(story.revisions())
                .extracting(Incident::id)
                .containsOnly(story.newest().id());
        assertThat(story.newest().occurrences()).isEqualTo(18);
    }

    @Test
    void what_comes_back_within_two_hours_is_the_same_incident() {
        var story = loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP))
                .at(minute(18))
                .expect(resolved(RESTART_LOOP, RECOVERED));
        loops(story.at(minute(18 + 116).minusSeconds(1)))
                .expect(reopened(RESTART_LOOP)
                        .startedAt(minute(1))
                        .openedAt(minute(3))
                        .occurrences(6)
                        .reopened(1));
    }

    @Test
    void what_comes_back_later_is_another() {
        var story = loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP))
                .at(minute(18))
                .expect(resolved(RESTART_LOOP, RECOVERED));
        loops(story.at(minute(18 + 117)))
                .expect(opened(RESTART_LOOP)
                        .startedAt(minute(18 + 118))
                        .occurrences(3)
                        .reopened(0));
        assertThat(story.revisions().stream().map(Incident::id).distinct()).hasSize(2);
    }

    @Test
    void another_workload_has_another_incident() {
        var story = loops(given().pod("web-1").at(minute(0)).starts())
                .expect(opened(RESTART_LOOP).workload("web"));
        loops(story.pod("cart-1").starts()).expect(opened(RESTART_LOOP).workload("cart"));
    }

    @Test
    void what_was_told_in_one_incident_is_not_told_in_the_next() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .isOomKilled()
                .at(minute(2))
                .isOomKilled()
                .expect(opened(OOM))
                .at(minute(17))
                .expect(resolved(OOM, RECOVERED))
                .at(hour(6))
                .isOomKilled()
                .at(hour(12))
                .isOomKilled()
                .expectNothing()
                .at(hour(18))
                .isOomKilled()
                .expect(opened(OOM)
                        .startedAt(hour(6))
                        .occurrences(3)
                        .reopened(0)
                        .rule("3 OOM kills in 24h"));
    }

    @Test
    void a_reopened_incident_has_the_cause_that_its_evidence_shows() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 3; i++) {
            story.at(minute(i))
                    .hears(anEvent("Unhealthy", "Liveness probe failed: no").times(i))
                    .restarts(143, "Error");
        }
        story.expect(opened(RESTART_LOOP).cause("LIVENESS_PROBE_FAILED"))
                .at(minute(18))
                .expect(resolved(RESTART_LOOP, RECOVERED).cause("LIVENESS_PROBE_FAILED"));
        loops(story).expect(reopened(RESTART_LOOP).cause("APPLICATION_ERROR").detail(Map.of("exitCode", "1")));
    }

    /** Three restarts, a minute apart. */
    private static Scenario loops(Scenario story) {
        for (int i = 0; i < 3; i++) {
            story.after(Duration.ofMinutes(1)).restarts();
        }
        return story;
    }
}
