package io.podtide.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** Time comes with the records; the wall clock comes from Kafka Streams, so that a test can move it. */
class ClocksTest {

    private static final ArchRule READS_NO_CLOCK = noClasses()
            .that()
            // the app reads one to say how long a restore took
            .doNotBelongToAnyOf(WallClockBoundTimestamps.class, StreamsApp.class)
            .should()
            .accessTargetWhere(DescribedPredicate.describe("a clock is read", ClocksTest::readsAClock));

    @Test
    void noProcessorReadsAClock() {
        var main = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.podtide.streams");
        READS_NO_CLOCK.check(main);
    }

    @Test
    void whoeverReadsOneIsFound() {
        var test = new ClassFileImporter().importClasses(WallClockBoundTimestampsTest.class);
        assertThat(READS_NO_CLOCK.evaluate(test).hasViolation()).isTrue();
    }

    private static boolean readsAClock(JavaAccess<?> access) {
        var target = access.getTarget();
        var owner = target.getOwner();
        boolean now = target.getName().equals("now") && owner.getPackageName().startsWith("java.time");
        boolean system = owner.isEquivalentTo(System.class)
                && (target.getName().equals("currentTimeMillis")
                        || target.getName().equals("nanoTime"));
        boolean clock = owner.isAssignableTo(Clock.class) || owner.isAssignableTo(InstantSource.class);
        boolean date = owner.isEquivalentTo(Date.class) && target.getName().equals("<init>");
        return now || system || clock || date;
    }
}
