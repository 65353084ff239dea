package io.podtide.alerts.calm;

import static io.podtide.detect.incident.Incident.State.OPEN;

import io.podtide.alerts.calm.Content.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A thing as it is now, seen by one receiver.
 *
 * @param openable the receiver may be told of it
 * @param heldUntil not to be opened before
 * @param muted only its end is told
 * @param quietUntil null where no hours are quiet
 * @param endsAt its end is to be told no sooner
 * @param lesserAt a lesser change is to be told no sooner
 * @param remind zero: never
 */
record View(
        Content content,
        boolean openable,
        Instant heldUntil,
        boolean muted,
        @Nullable Instant quietUntil,
        Instant endsAt,
        Instant lesserAt,
        Duration remind) {

    /**
     * What follows.
     *
     * @param tell null: nothing now
     * @param lookAt when to ask again; null: when something happens
     */
    record Next(@Nullable Reason tell, @Nullable Instant lookAt) {

        static final Next NOTHING = new Next(null, null);

        static Next tell(Reason reason) {
            return new Next(reason, null);
        }

        static Next at(@Nullable Instant time) {
            return new Next(null, time);
        }
    }

    Next next(Notice notice, Instant now) {
        var told = notice.told();
        return told == null || told.over() ? opening(told, now) : going(told, notice, now);
    }

    private Next opening(@Nullable Content told, Instant now) {
        boolean again = told == null || content.reopened() > told.reopened();
        if (content.state() != OPEN || !openable || muted || !again) {
            return Next.NOTHING;
        }
        var at = later(heldUntil, quietUntil);
        return at.isAfter(now) ? Next.at(at) : Next.tell(told == null ? Reason.OPENED : Reason.REOPENED);
    }

    private Next going(Content told, Notice notice, Instant now) {
        if (content.over()) {
            return endsAt.isAfter(now) ? Next.at(endsAt) : Next.tell(Reason.RESOLVED);
        }
        if (muted) {
            return Next.NOTHING;
        }
        var change = change(told);
        if (change.filter(at -> !at.isAfter(now)).isPresent()) {
            return Next.tell(Reason.CHANGED);
        }
        var reminder = reminder(notice);
        if (reminder.filter(at -> !at.isAfter(now)).isPresent()) {
            return Next.tell(Reason.REMINDED);
        }
        return Next.at(earlier(change.orElse(null), reminder.orElse(null)));
    }

    /** When to tell what has changed. */
    private Optional<Instant> change(Content told) {
        var change = told.to(content);
        if (change == Change.NONE) {
            return Optional.empty();
        }
        boolean worse = content.severity().compareTo(told.severity()) > 0;
        var at = change == Change.GREAT ? Instant.MIN : lesserAt;
        return Optional.of(worse ? at : later(at, quietUntil));
    }

    private Optional<Instant> reminder(Notice notice) {
        return remind.isZero() || notice.toldAt() == null
                ? Optional.empty()
                : Optional.of(later(notice.toldAt().plus(remind), quietUntil));
    }

    static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** A message on its way is brought up to date, or taken for arrived, or dropped. */
    Notice renew(Notice notice) {
        var attempt = notice.attempt();
        if (attempt == null) {
            return notice;
        }
        var renewed = renew(attempt);
        return renewed == null && attempt.maybe() ? notice.assumed(attempt) : notice.attempting(renewed);
    }

    /** The message on its way, as it should be now; null where it is to be dropped, in which case there may be another. */
    private @Nullable Attempt renew(Attempt attempt) {
        boolean opens = attempt.reason() == Reason.OPENED || attempt.reason() == Reason.REOPENED;
        if (attempt.maybe()) {
            // It is finished as it was, under its key; but nobody is told of the beginning of what is over.
            return content.over() && attempt.reason() != Reason.RESOLVED ? null : attempt;
        }
        boolean ends = attempt.reason() == Reason.RESOLVED;
        boolean stale = ends != content.over() || (opens && (!openable || muted || content.state() != OPEN));
        return stale ? null : attempt.with(content);
    }
}
