package io.podtide.alerts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ALERTS =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.podtide.alerts");

    @Test
    void calmKnowsNeitherKafkaNorHttpNorAClock() {
        classes()
                .that()
                .resideInAPackage("io.podtide.alerts.calm")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.podtide.alerts.calm",
                        "io.podtide.alerts.config",
                        "io.podtide.detect..",
                        "java.lang..",
                        "java.util..",
                        "java.time",
                        "java.nio.charset",
                        "org.jspecify.annotations")
                .check(ALERTS);
        noClasses()
                .that()
                .resideInAPackage("io.podtide.alerts.calm")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .check(ALERTS);
    }

    @Test
    void packagesDependOnEachOtherOneWayOnly() {
        slices().matching("io.podtide.alerts.(*)..").should().beFreeOfCycles().check(ALERTS);
    }
}
