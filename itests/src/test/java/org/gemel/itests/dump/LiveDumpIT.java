package org.gemel.itests.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.itests.rig.Requirement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The effective configuration is that of the keepalived that is installed here, which is asked now. With {@code
 * -Ddumps.record=FOLDER} what it says is written there.
 */
class LiveDumpIT {

    private static final Path CORPUS = Path.of("shared", "corpus", "keepalived");
    private static final Justifications JUSTIFICATIONS = new Justifications();

    @BeforeAll
    static void require() {
        Requirement.check(Keepalived.missing());
    }

    @TestFactory
    Stream<DynamicTest> ofEveryCase() {
        return Cases.all().stream()
                .map(file -> DynamicTest.dynamicTest(Cases.name(file), () -> {
                    Dump dump = Keepalived.dump(file);
                    record(file, dump);
                    assertThat(dump.refusal().isPresent())
                            .isEqualTo(RecordedDumpTest.recorded(file).refusal().isPresent());
                    if (dump.hasVrrp()) {
                        assertThat(Verdict.of(file, dump, JUSTIFICATIONS).unexplained())
                                .isEmpty();
                    }
                }));
    }

    /** Configurations that people really use, where a collection of them lies beside the project. */
    @TestFactory
    Stream<DynamicTest> ofConfigurationsThatPeopleUse() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(CORPUS))) {
            folder = folder.getParent();
        }
        assumeThat(folder).as("a folder %s here or above", CORPUS).isNotNull();
        try (Stream<Path> files = Files.list(folder.resolve(CORPUS))) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(Cases.name(file), () -> compare(file)));
        }
    }

    private static void compare(Path file) {
        Dump dump = Keepalived.dump(file);
        if (dump.refusal().isPresent()) {
            System.out.println(Cases.name(file) + ": keepalived will not run with it: "
                    + dump.refusal().get() + "; usable here: "
                    + Cases.read(file).usable());
        } else if (dump.hasVrrp()) {
            assertThat(Verdict.of(file, dump, JUSTIFICATIONS).unexplained()).isEmpty();
        } else {
            System.out.println(Cases.name(file) + (dump.crashed() ? ": keepalived crashes" : ": nothing of VRRP"));
        }
    }

    private static void record(Path file, Dump dump) throws IOException {
        String folder = System.getProperty("dumps.record");
        if (folder != null) {
            List<String> lines = dump.recorded();
            Files.write(Path.of(folder, Cases.name(file) + ".dump"), lines);
        }
    }
}
