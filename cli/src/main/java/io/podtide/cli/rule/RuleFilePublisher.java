package io.podtide.cli.rule;

import io.podtide.rules.Problem;
import io.podtide.rules.RuleChanges;
import io.podtide.rules.RuleSets;
import io.podtide.rules.RulesReader;
import io.podtide.wire.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;

/**
 * A rules file that is the set {@value RuleSets#DEFAULT} on {@code podtide.rules}: it is put there at the start and whenever
 * it changes, so that all instances have the same rules, whatever their own files say. The last change wins.
 */
public final class RuleFilePublisher implements AutoCloseable {

    /** Reading so small a file costs nothing; a time of modification may be that of a link (ConfigMaps). */
    private static final int LOOKS_EVERY_SECONDS = 2;

    private final RuleTopic topic;
    private final Path file;
    private final Consumer<String> notes;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "rules-file");
        thread.setDaemon(true);
        return thread;
    });
    private byte[] seen = {};
    private boolean failing;

    private RuleFilePublisher(KafkaSettings kafka, Path file, Consumer<String> notes) {
        this.topic = new RuleTopic(kafka);
        this.file = file;
        this.notes = notes;
    }

    /** The file is on the topic when it returns, and followed from then on. */
    public static RuleFilePublisher start(KafkaSettings kafka, Path file, Consumer<String> notes)
            throws IOException, InterruptedException {
        var publisher = new RuleFilePublisher(kafka, file, notes);
        publisher.publish(Files.readAllBytes(file));
        var unusedEnd = publisher.looks.scheduleWithFixedDelay(
                publisher::look, LOOKS_EVERY_SECONDS, LOOKS_EVERY_SECONDS, TimeUnit.SECONDS);
        return publisher;
    }

    private void look() {
        try {
            var bytes = Files.readAllBytes(file);
            if (!Arrays.equals(bytes, seen)) {
                publish(bytes);
            }
            failing = false;
        } catch (IOException | RuntimeException e) { // a file may be away while it is replaced, and so may Kafka
            if (!failing) {
                notes.accept("rules: " + file + " is not followed for now: " + e.getMessage());
            }
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(byte[] bytes) throws InterruptedException {
        var problems = RulesReader.read(bytes).problems();
        if (!problems.isEmpty()) {
            tell(problems);
            seen = bytes;
            return;
        }
        var versions = topic.versions();
        var there = RuleTopic.newest(versions, RuleSets.DEFAULT);
        if (!there.equals(Optional.of(Bytes.wrap(bytes)))) {
            topic.publish(RuleSets.DEFAULT, bytes);
            var changes = RuleChanges.between(RuleTopic.inForce(versions), RuleTopic.inForce(topic.versions()));
            notes.accept(
                    "rules: " + file + " is in force" + (changes.isEmpty() ? "" : ": " + String.join("; ", changes)));
        }
        seen = bytes;
    }

    private void tell(List<Problem> problems) {
        notes.accept("rules: " + file + " has mistakes, those of before stay in force");
        problems.forEach(problem -> notes.accept(file + ": " + problem));
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
