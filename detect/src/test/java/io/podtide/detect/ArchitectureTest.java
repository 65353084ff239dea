package io.podtide.detect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses DETECT =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.podtide.detect");

    private static final ArchRule READS_NO_CLOCK = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe("a clock is read", ArchitectureTest::readsAClock))
            .because("time comes in as data, or a replay would not give what the streams gave");

    @Test
    void detectors_depend_on_the_jdk_and_nothing_else() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.podtide.detect..", "java..", "org.jspecify.annotations..")
                .check(DETECT);
    }

    @Test
    void nothing_reads_a_clock() {
        READS_NO_CLOCK.check(DETECT);
    }

    @Test
    void whoever_reads_one_is_found() {
        var offender = new ClassFileImporter().importClasses(ReadsClocks.class);
        assertThat(READS_NO_CLOCK.evaluate(offender).getFailureReport().getDetails())
                .hasSize(5);
    }

    @Test
    void packages_depend_on_each_other_one_way_only() {
        slices().matching("io.podtide.detect.(*)..").should().beFreeOfCycles().check(DETECT);
    }

    @Test
    void nothing_waits_prints_or_starts_threads() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.net..")
                .check(DETECT);
    }

    private static boolean readsAClock(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        var owner = target.getOwner();
        boolean now = target.getName().equals("now") && owner.getPackageName().startsWith("java.time");
        boolean system = owner.isEquivalentTo(System.class)
                && (target.getName().equals("currentTimeMillis")
                        || target.getName().equals("nanoTime"));
        boolean clock = owner.isAssignableTo(Clock.class) || owner.isAssignableTo(InstantSource.class);
        boolean date = owner.isEquivalentTo(Date.class) && target.getName().equals("<init>");
        return now || system || clock || date;
    }

    /** What is not to be done. */
    @SuppressWarnings({"JavaUtilDate", "unused", "TimeZoneUsage"})
    private static final class ReadsClocks {
        Object all() {
            return new Object[] {
                Instant.now(), LocalDate.now(ZoneOffset.UTC), System.nanoTime(), Clock.systemUTC(), new Date()
            };
        }
    }
}
