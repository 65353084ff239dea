package io.podtide.detect.pod;

import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.AnEvent.anEvent;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.pod.PodTrack.Followed;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.scenario.APod;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotesTest {

    private static final KubeEvent FIRST_PULLED = pulled("1.2s", 3);
    private static final KubeEvent THEN_PULLED = pulled("900ms", 8);

    @Test
    void of_several_pulls_of_a_container_the_newest_is_kept_in_whatever_order_they_come() {
        var told = Notes.NONE.with(FIRST_PULLED).with(THEN_PULLED);

        assertThat(told.newestFirst()).extracting(Note::message).containsExactly(THEN_PULLED.message());
        assertThat(Notes.NONE.with(THEN_PULLED).with(FIRST_PULLED)).isEqualTo(told);
    }

    @Test
    void pulls_of_several_containers_are_kept() {
        var other = anEvent("Pulled", "Successfully pulled image \"proxy\"")
                .about("proxy")
                .of(pod(), second(5));

        assertThat(Notes.NONE.with(THEN_PULLED).with(other).with(FIRST_PULLED).newestFirst())
                .extracting(Note::container)
                .containsExactly("app", "proxy");
    }

    @Test
    void of_a_pod_that_has_become_well_what_led_to_its_start_is_forgotten() {
        var tracker = new PodTracker(RuleBook.DEFAULTS, CauseCatalogue.EMPTY);
        var before = track(
                tracker, FIRST_PULLED, anEvent("FailedMount", "no such secret").of(pod(), second(2)));

        var well = tracker.status(
                        before,
                        pod().phase(Phase.RUNNING)
                                .app(app -> app.runningSince(second(9)))
                                .ready(true, second(10))
                                .status(2, second(10), Delivery.CHANGED))
                .state();

        assertThat(reasons(before)).containsExactly("Pulled", "FailedMount");
        assertThat(reasons(well)).containsExactly("FailedMount");
    }

    @Test
    void that_its_first_sandbox_was_made_anew_explains_no_restart_of_later() {
        var tracker = new PodTracker(RuleBook.DEFAULTS, CauseCatalogue.EMPTY);
        var sandbox = anEvent("SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
        var before = track(tracker, sandbox.of(pod(), second(5)));

        var well = tracker.status(before, running(pod(), 9).status(2, second(10), Delivery.CHANGED))
                .state();
        var later = tracker.event(well, sandbox.of(pod(), second(60))).state();

        assertThat(reasons(before)).containsExactly("SandboxChanged");
        assertThat(reasons(well)).isEmpty();
        assertThat(reasons(later)).containsExactly("SandboxChanged");
    }

    private static APod running(APod pod, int since) {
        return pod.phase(Phase.RUNNING)
                .app(app -> app.runningSince(second(since)))
                .ready(true, second(since));
    }

    private static PodTrack track(PodTracker tracker, KubeEvent... events) {
        var track = tracker.status(new PodTrack.Nothing(), pod().status(1, second(1), Delivery.CHANGED))
                .state();
        for (var event : events) {
            track = tracker.event(track, event).state();
        }
        return track;
    }

    private static List<String> reasons(PodTrack track) {
        return ((Followed) track)
                .notes().newestFirst().stream().map(Note::reason).toList();
    }

    private static KubeEvent pulled(String in, int at) {
        return anEvent("Pulled", "Successfully pulled image \"registry.example/app:1\" in " + in)
                .about("app")
                .of(pod(), second(at));
    }

    private static APod pod() {
        return aPod("web-1").boundTo("node-1", second(0));
    }
}
