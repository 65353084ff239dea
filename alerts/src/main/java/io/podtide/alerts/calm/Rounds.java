package io.podtide.alerts.calm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Receivers that forget are told again what still is, in rounds of a few at a time: what is new is sent in between, and however
 * many there are, none waits for the end of all.
 */
final class Rounds {

    private record Round(Instant began, Deque<String> left) {}

    private final Map<String, Round> rounds = new HashMap<>();

    /**
     * The next of a round, which begins when its time has come; empty until then.
     *
     * @param every from the beginning of a round to that of the next; zero: never
     * @param all asked when a round begins
     */
    List<String> next(String receiver, Duration every, int most, Supplier<Collection<String>> all, Instant now) {
        if (every.isZero()) {
            return List.of();
        }
        var round = rounds.get(receiver);
        if (round == null
                || (round.left().isEmpty() && !round.began().plus(every).isAfter(now))) {
            round = new Round(now, new ArrayDeque<>(all.get()));
            rounds.put(receiver, round);
        }
        var some = new ArrayList<String>();
        while (some.size() < most && !round.left().isEmpty()) {
            some.add(round.left().remove());
        }
        return some;
    }
}
