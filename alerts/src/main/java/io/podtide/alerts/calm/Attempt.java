package io.podtide.alerts.calm;

import java.time.Instant;

/**
 * A message on its way: kept before it is sent, until its outcome is known.
 *
 * @param number of the message; with the notice the key under which the receiver knows it again
 * @param content what is known once it has arrived
 * @param since when it was first to be sent
 * @param given it has been handed out to be sent: until its outcome is known, it may have arrived
 * @param maybe an attempt of it may have arrived
 * @param dead it has been given up: there is a dead letter, and it is tried on at times
 */
public record Attempt(
        Reason reason,
        int number,
        Content content,
        Instant since,
        int failures,
        boolean given,
        boolean maybe,
        boolean dead) {

    static Attempt first(Reason reason, int number, Content content, Instant now) {
        return new Attempt(reason, number, content, now, 0, false, false, false);
    }

    Attempt with(Content newer) {
        return new Attempt(reason, number, newer, since, failures, given, maybe, dead);
    }

    Attempt failed(boolean arrivedPerhaps) {
        return new Attempt(reason, number, content, since, failures + 1, false, maybe || arrivedPerhaps, dead);
    }

    Attempt handedOut() {
        return new Attempt(reason, number, content, since, failures, true, maybe, dead);
    }

    /** As it is after a restart: it may have been sent. */
    Attempt uncertain() {
        return new Attempt(reason, number, content, since, failures, given, maybe || given, dead);
    }

    Attempt givenUp() {
        return new Attempt(reason, number, content, since, failures, given, maybe, true);
    }
}
