package io.podtide.detect.controller;

import static io.podtide.detect.incident.Incident.Kind.CREATE_BLOCKED;
import static io.podtide.detect.incident.Incident.Resolution.DELETED;
import static io.podtide.detect.incident.Incident.Resolution.RECOVERED;
import static io.podtide.detect.scenario.AControllerEvent.created;
import static io.podtide.detect.scenario.AControllerEvent.failedCreate;
import static io.podtide.detect.scenario.AControllerEvent.scaledDown;
import static io.podtide.detect.scenario.AControllerEvent.seen;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Revision.resolved;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;

import io.podtide.detect.scenario.Scenario;
import org.junit.jupiter.api.Test;

class CreateBlockedTest {

    @Test
    void two_failures_open_it_as_soon_as_they_have_settled() {
        fails(1, 2)
                .expectNothing()
                .at(second(5))
                .expect(opened(CREATE_BLOCKED)
                        .workload("web")
                        .cause("QUOTA_EXCEEDED")
                        .startedAt(second(1))
                        .openedAt(second(5))
                        .pods()
                        .rule("2 FailedCreate Events"));
    }

    @Test
    void one_failure_opens_it_after_a_minute() {
        fails(1).at(second(60))
                .expectNothing()
                .at(second(61))
                .expect(opened(CREATE_BLOCKED).rule("no pod created for 1m"));
    }

    @Test
    void a_failure_that_is_told_again_is_no_second_one() {
        fails(1).at(second(2))
                .observes(failedCreate(1, second(1)))
                .at(second(60))
                .expectNothing();
    }

    @Test
    void a_success_in_time_makes_it_nothing() {
        fails(1, 2)
                .at(second(4))
                .observes(created("web-5f", second(4)))
                .at(hour(2))
                .expectNothing();
    }

    @Test
    void a_success_between_failures_does_not() {
        fails(1).at(second(2))
                .observes(created("web-5f", second(2)), failedCreate(2, second(2)))
                .at(minute(1))
                .expect(opened(CREATE_BLOCKED));
    }

    @Test
    void a_namespace_that_is_deleted_wants_no_pods() {
        var message = "unable to create new content in namespace shop because it is being terminated";
        given().at(second(1))
                .observes(failedCreate(message, 1, second(1)), failedCreate(message + "!", 2, second(1)))
                .at(hour(1))
                .expectNothing();
    }

    @Test
    void failures_of_long_ago_are_history() {
        given().at(hour(2))
                .observes(seen(failedCreate(1, hour(1)), hour(2)), seen(failedCreate(2, hour(1)), hour(2)))
                .at(hour(4))
                .expectNothing();
    }

    @Test
    void it_is_over_when_pods_are_created_again() {
        blocked()
                .at(minute(10))
                .observes(created("web-5f", minute(10)))
                .at(minute(15))
                .expectNothing()
                .at(minute(16))
                .expect(resolved(CREATE_BLOCKED, RECOVERED).at(minute(10).plusSeconds(10 + 300)));
    }

    @Test
    void it_is_not_over_when_creation_fails_again_at_once() {
        blocked()
                .at(minute(10))
                .observes(created("web-5f", minute(10)), failedCreate(3, minute(10)))
                .at(minute(30))
                .expectNothing();
    }

    @Test
    void it_is_over_when_a_pod_made_since_is_well() {
        blocked()
                .at(minute(10))
                .pod("web-1")
                .starts()
                .at(minute(16))
                .expect(resolved(CREATE_BLOCKED, RECOVERED).at(minute(15)));
    }

    @Test
    void it_is_not_over_when_a_pod_of_before_is_well() {
        given().pod("web-1")
                .at(second(1))
                .observes(failedCreate(1, second(1)), failedCreate(2, second(1)))
                .at(minute(1))
                .expect(opened(CREATE_BLOCKED))
                .starts()
                .at(minute(20))
                .expectNothing();
    }

    @Test
    void it_is_over_when_its_deployment_wants_no_pods_of_it_any_more() {
        blocked()
                .pod("web-1")
                .at(minute(10))
                .observes(scaledDown("web-5f", " from 2 to 1", minute(10)))
                .at(minute(20))
                .expectNothing()
                .observes(scaledDown("web-5f", " from 1 to 0", minute(20)))
                .at(minute(26))
                .expect(resolved(CREATE_BLOCKED, DELETED).at(minute(25)));
    }

    @Test
    void it_is_over_when_it_is_long_not_tried_any_more() {
        blocked()
                .at(second(2 + 35 * 60 - 1))
                .expectNothing()
                .at(minute(36))
                .expect(resolved(CREATE_BLOCKED, DELETED).at(second(2 + 35 * 60)));
    }

    private static Scenario blocked() {
        return fails(1, 2).at(second(10)).expect(opened(CREATE_BLOCKED));
    }

    private static Scenario fails(int... numbers) {
        var story = given();
        for (int n : numbers) {
            story.at(second(n)).observes(failedCreate(n, second(n)));
        }
        return story;
    }
}
