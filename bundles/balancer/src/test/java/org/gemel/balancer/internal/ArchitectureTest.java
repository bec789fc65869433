package org.gemel.balancer.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What keeps the core pure. */
class ArchitectureTest {

    private final JavaClasses balancer = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.gemel.balancer.internal");

    @Test
    void theCoreKnowsNothingButFacts() {
        classes()
                .that()
                .resideInAPackage("..core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util",
                        "java.util.function..",
                        "java.util.random..",
                        "java.util.stream..",
                        "java.time..",
                        "java.net..",
                        "org.gemel.balancer.internal.core..",
                        "org.gemel.api.balancer..",
                        "org.gemel.api.checker..",
                        "org.gemel.api.config..",
                        "org.gemel.api.dataplane..",
                        "org.gemel.api.event..",
                        "org.jspecify..")
                .check(balancer);
    }

    @Test
    void theCoreAsksNoClockAndStartsNoThread() {
        noClasses()
                .that()
                .resideInAPackage("..core..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(balancer);
    }
}
