package io.podtide.detect.workload;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.AContainer.aContainer;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;

import io.podtide.detect.scenario.Scenario;
import org.junit.jupiter.api.Test;

class OomTest {

    @Test
    void two_kills_in_an_hour_open() {
        given().pod(aPod("web-1").with(aContainer("app").limitedTo(128L << 20)))
                .at(minute(0))
                .starts()
                .at(minute(10))
                .isOomKilled()
                .expectNothing()
                .at(minute(70))
                .isOomKilled()
                .expect(opened(OOM)
                        .at(minute(70))
                        .startedAt(minute(10))
                        .occurrences(2)
                        .cause("MEMORY_LIMIT_EXCEEDED")
                        .container("app")
                        .rule("2 OOM kills in 1h"));
    }

    @Test
    void kills_that_come_every_fifty_minutes_are_one_failure_until_none_has_come_for_longer() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 8; i++) {
            story.at(minute(50L * i)).isOomKilled();
        }
        story.at(minute(400 + 50))
                .expect(opened(OOM).at(minute(100)), changed(OOM).cause("MEMORY_LEAK_SUSPECTED"));
        story.at(minute(400 + 55)).expect(resolved(OOM, RECOVERED).occurrences(8));
    }

    @Test
    void they_are_over_with_their_pod() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(10))
                .isOomKilled()
                .at(minute(60))
                .isOomKilled()
                .expect(opened(OOM))
                .at(minute(61))
                .isGone()
                .at(minute(66))
                .expect(resolved(OOM, DELETED).at(minute(66)));
    }

    @Test
    void two_kills_in_an_hour_and_a_second_do_not() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(10))
                .isOomKilled()
                .at(second(70 * 60 + 1))
                .isOomKilled()
                .at(hour(4))
                .expectNothing();
    }

    @Test
    void three_kills_in_a_day_open() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(hour(1))
                .isOomKilled()
                .at(hour(9))
                .isOomKilled()
                .expectNothing()
                .at(hour(25))
                .isOomKilled()
                .expect(opened(OOM).occurrences(3).startedAt(hour(1)).rule("3 OOM kills in 24h"));
    }

    @Test
    void three_kills_in_a_day_and_a_second_do_not() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(hour(1))
                .isOomKilled()
                .at(hour(9))
                .isOomKilled()
                .at(hour(25).plusSeconds(1))
                .isOomKilled()
                .at(hour(30))
                .expectNothing();
    }

    @Test
    void kills_in_two_pods_of_a_workload_in_half_an_hour_open() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .pod("web-2")
                .starts()
                .pod("web-1")
                .at(minute(1))
                .isOomKilled()
                .pod("web-2")
                .at(minute(31))
                .isOomKilled()
                .expect(opened(OOM).pods("web-1", "web-2").rule("OOM kills in 2 pods in 30m"));
    }

    @Test
    void kills_in_pods_of_two_workloads_do_not() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .pod("cart-1")
                .starts()
                .pod("web-1")
                .at(minute(1))
                .isOomKilled()
                .pod("cart-1")
                .isOomKilled()
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void two_kills_in_the_same_second_are_two() {
        given().pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .isOomKilled()
                .isOomKilled()
                .expect(opened(OOM).occurrences(2).startedAt(minute(1)));
    }

    @Test
    void it_takes_the_restarts_that_go_with_it() {
        var story = given().pod("web-1").at(minute(0)).starts();
        story.at(minute(1)).isOomKilled().at(minute(2)).isOomKilled().expect(opened(OOM));
        for (int i = 3; i < 9; i++) {
            story.at(minute(i)).isOomKilled();
            story.at(second(i * 60 + 3)).restarts();
        }
        story.at(minute(15)).expect(changed(OOM).cause("MEMORY_LEAK_SUSPECTED"));
        story.at(minute(23)).expectNothing();
        story.at(second(23 * 60 + 3)).expect(resolved(OOM, RECOVERED).occurrences(8));
    }

    @Test
    void it_goes_on_while_the_pod_crashes_on() {
        var story = given().pod("web-1").at(minute(0)).starts();
        story.at(minute(1)).isOomKilled().at(minute(2)).isOomKilled().expect(opened(OOM));
        for (int i = 7; i <= 37; i += 6) { // the runtime does not always say why it was killed
            story.at(minute(i)).crashes(137, "Error").at(minute(i + 5)).startsAgain();
        }
        story.at(second(57 * 60 - 1)).expectNothing();
        story.at(minute(57)).expect(resolved(OOM, RECOVERED).occurrences(2));
    }

    @Test
    void restarts_of_another_container_are_no_part_of_it() {
        var story = given().pod(aPod("web-1").with(aContainer("app"), aContainer("proxy")))
                .at(minute(0))
                .starts();
        restarts(story.at(minute(1)), "app", "OOMKilled");
        restarts(story.at(minute(2)), "app", "OOMKilled").expect(opened(OOM).container("app"));
        for (int i = 3; i <= 5; i++) {
            restarts(story.at(minute(i)), "proxy", "Error");
        }
        story.expect(opened(RESTART_LOOP).container("proxy").occurrences(3));
    }

    private static Scenario restarts(Scenario story, String container, String reason) {
        var now = story.now();
        return story.shows(pod -> pod.app(
                c -> c.name().equals(container) ? c.ended(137, reason, now).startedAgain(now) : c));
    }

    @Test
    void but_not_those_of_another_pod() {
        var story = given().pod("web-1").at(minute(0)).starts().pod("web-2").starts();
        story.pod("web-1")
                .at(minute(1))
                .isOomKilled()
                .at(minute(2))
                .isOomKilled()
                .expect(opened(OOM).pods("web-1"));
        story.pod("web-2").at(minute(3)).restarts().at(minute(4)).restarts().expectNothing();
        story.at(minute(5)).restarts().expect(opened(RESTART_LOOP).pods("web-2"));
    }
}
