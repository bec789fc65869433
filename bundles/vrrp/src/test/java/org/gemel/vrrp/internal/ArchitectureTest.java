package org.gemel.vrrp.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What keeps the core pure: it runs unchanged over the kernel and over the simulator. */
class ArchitectureTest {

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.gemel.vrrp.internal");

    @Test
    void packetsElectionTrackingAndEngineKnowNoOsgiNoThreadsNoSocketsNoLogging() {
        noClasses()
                .that()
                .resideInAnyPackage("..packet..", "..election..", "..engine..", "..tracking..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.osgi..", "com.sun.jna..", "java.nio.channels..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(core);
    }

    @Test
    void theElectionKnowsNoPlatform() {
        classes()
                .that()
                .resideInAPackage("..election..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "..election..",
                        "..packet..",
                        "org.gemel.api.config..",
                        "org.gemel.api.status..",
                        "org.jspecify..")
                .check(core);
    }
}
