package io.podtide.bench.compare;

import io.podtide.bench.compare.Failure.Expected;
import io.podtide.bench.compare.Signal.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was told, held against what was done. The same for alerts and for incidents. */
final class Judgement {

    /** So late after a failure is over one is still told of it in time; so early an end is right. */
    private static final Duration SLACK = Duration.ofSeconds(60);

    /** So near a failure nothing is false. */
    private static final Duration NEAR = Duration.ofMinutes(10);

    private final List<Failure> failures;
    private final List<Signal> signals;
    private final Map<Subject, List<Signal>> bySubject;

    Judgement(List<Failure> failures, List<Signal> signals) {
        this.failures = failures;
        this.signals = signals;
        this.bySubject = signals.stream()
                .flatMap(signal -> signal.subjects().stream().map(subject -> Map.entry(subject, signal)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Of every failure that must be told of. */
    List<Verdict> verdicts() {
        return failures.stream()
                .filter(Failure::isExpected)
                .map(failure -> new Verdict(failure, answers(failure)))
                .toList();
    }

    private List<Signal> answers(Failure failure) {
        return bySubject.getOrDefault(failure.subject(), List.of()).stream()
                .filter(signal ->
                        signal.overlaps(failure.began(), failure.over().plus(SLACK)))
                .toList();
    }

    /** Those near which nothing was done, or something that must not be told of. */
    List<Signal> falseSignals() {
        return signals.stream()
                .filter(signal -> failures.stream().noneMatch(failure -> explains(failure, signal)))
                .toList();
    }

    private static boolean explains(Failure failure, Signal signal) {
        return failure.expected() != Expected.NO
                && signal.isAbout(failure.subject())
                && signal.overlaps(failure.began().minus(NEAR), failure.over().plus(NEAR));
    }

    /** @param answers what was told of the failure while it went on */
    record Verdict(Failure failure, List<Signal> answers) {

        boolean isFound() {
            return !answers.isEmpty();
        }

        /** From when the failure began until it was told of. */
        Optional<Duration> delay() {
            return first().map(
                            at -> at.isBefore(failure.began()) ? Duration.ZERO : Duration.between(failure.began(), at));
        }

        private Optional<Instant> first() {
            return answers.stream()
                    .flatMap(signal -> signal.spells().stream())
                    .filter(spell ->
                            spell.overlaps(failure.began(), failure.over().plus(SLACK)))
                    .map(Spell::from)
                    .min(Comparator.naturalOrder());
        }

        boolean isCauseRight() {
            return answers.stream()
                    .anyMatch(signal -> failure.kinds().contains(signal.name())
                            && signal.cause() != null
                            && failure.causes().contains(signal.cause()));
        }

        /** How often it was said to be over, with nothing left that tells of it, while it went on. */
        long wrongEnds() {
            var end = failure.over().minus(SLACK);
            return !failure.isLasting()
                    ? 0
                    : answers.stream()
                            .flatMap(signal -> signal.spells().stream())
                            .map(Spell::to)
                            .filter(to -> to.isAfter(failure.began()) && to.isBefore(end))
                            .distinct()
                            .filter(to -> answers.stream()
                                    .flatMap(signal -> signal.spells().stream())
                                    .noneMatch(other -> !other.from().isAfter(to)
                                            && other.to().isAfter(to)))
                            .count();
        }
    }
}
