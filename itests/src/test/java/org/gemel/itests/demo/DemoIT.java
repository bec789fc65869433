package org.gemel.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Program;
import org.gemel.demo.lab.Requirements;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DemoIT {

    /** It takes half a minute, and longer on a busy machine. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path temporary;

    private Program demo(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("env", "GEMEL_JAVA_OPTS=-Djava.io.tmpdir=" + temporary, Software.launcher(), "demo"));
        command.addAll(List.of(arguments));
        return Program.start("demo", command);
    }

    @Test
    void theSimulatedStoryNeedsNothingAndSaysThatItIsSimulated() {
        try (Program demo = demo("--simulated")) {
            assertThat(demo.awaitExit(LIMIT)).as(demo::output).isZero();
            assertThat(demo.output())
                    .contains("simulated, as you asked")
                    .contains("r2 serves: it has missed three advertisements")
                    .contains("What the client noticed");
        }
    }

    @Test
    void theRealStoryEndsAndLeavesNothingBehind() {
        Requirement.check(Requirements.missing());
        try (Program demo = demo()) {
            assertThat(demo.awaitExit(LIMIT)).as(demo::output).isZero();
            assertThat(demo.output())
                    .contains("r1's kernel lets go of the address")
                    .contains("What the client noticed");
            assertNothingLeft(demo);
        }
    }

    @Test
    void anInterruptedStoryLeavesNothingBehind() {
        Requirement.check(Requirements.missing());
        try (Program demo = demo()) {
            demo.lines().await("the first act", LIMIT, line -> line.contains("r1 serves"));
            demo.signalMain("INT");
            assertThat(demo.awaitExit(LIMIT)).isNotZero();
            assertNothingLeft(demo);
        }
    }

    @Test
    void aMisspeltOptionIsRefused() {
        try (Program demo = demo("--simulate")) {
            assertThat(demo.awaitExit(LIMIT)).isEqualTo(2);
            assertThat(demo.output()).contains("--simulate").contains("gemel demo --help");
        }
    }

    private void assertNothingLeft(Program demo) {
        assertThat(Commands.check("ip", "netns", "list")).doesNotContain("gemel-" + demo.pid() + "-");
        assertThat(temporary).isEmptyDirectory();
    }
}
