package org.gemel.checker.misc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Command;
import org.gemel.api.config.Position;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.platform.Platform;
import org.gemel.platform.simulated.Conduct;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;

/** Behaviour 92, each second, for a real server of weight 10. */
class MiscCheckTest {

    private static final String PATH = "/etc/check";
    private static final Position AT = new Position("gemel.conf", 7, 3);
    private static final Setting COMMAND = new Setting(
            "misc_path",
            List.of(PATH + " web"),
            List.of(),
            new Command(List.of(PATH, "web"), null, null, ScriptPolicy.DEFAULT),
            AT);
    private static final Setting DYNAMIC = new Setting("misc_dynamic", List.of(), List.of(), null, AT);

    private final World world = new DefaultSimulator().newWorld(1);
    private final Node node = world.newNode("r1");
    private final Platform platform = node.start();
    private final List<Verdict> answers = new ArrayList<>();
    private Runnable abandon = () -> {};

    private Checker check(Setting... settings) throws BadSettingException {
        return new MiscCheckerFactory().create(definition(settings), platform, verdict -> {});
    }

    private static CheckerDefinition definition(Setting... settings) {
        return new CheckerDefinition(
                "MISC_CHECK",
                new CheckerDefinition.Timing(Duration.ofSeconds(1), 0, Duration.ofSeconds(1), Duration.ZERO),
                false,
                false,
                new CheckerDefinition.Connection(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
                        null,
                        0,
                        null,
                        0,
                        Duration.ofSeconds(5)),
                List.of(settings),
                null,
                null,
                null,
                10,
                AT);
    }

    private void ask(Checker check, Conduct conduct) {
        node.software().install(PATH, () -> conduct);
        check.ask(new Probe() {
            @Override
            public Duration limit() {
                return Duration.ofSeconds(4);
            }

            @Override
            public void answer(Verdict verdict) {
                answers.add(verdict);
            }

            @Override
            public boolean over() {
                return false;
            }

            @Override
            public void onAbandoned(Runnable cleanup) {
                abandon = cleanup;
            }
        });
        world.run(Duration.ofMillis(500));
    }

    private String answer() {
        assertThat(answers).hasSize(1);
        Verdict verdict = answers.get(0);
        return (verdict.passed() ? "passed" : "failed") + " " + verdict.weight() + ": "
                + verdict.evidence().answered();
    }

    @Test
    void exitZeroPasses() throws Exception {
        ask(check(COMMAND), Conduct.exits(0));
        assertThat(answer()).isEqualTo("passed 0: exit 0");
    }

    @Test
    void exitOneFailsAndItsFirstLineIsEvidence() throws Exception {
        ask(check(COMMAND), Conduct.exits(1).saying("\n no answer\nat all"));
        assertThat(answer()).isEqualTo("failed 0: exit 1: no answer");
    }

    @Test
    void withoutMiscDynamicEveryOtherStatusFails() throws Exception {
        ask(check(COMMAND), Conduct.exits(52));
        assertThat(answer()).isEqualTo("failed 0: exit 52");
    }

    @Test
    void withMiscDynamicAStatusFromTwoOnIsAWeightAndADifferenceToTheConfiguredOne() throws Exception {
        ask(check(COMMAND, DYNAMIC), Conduct.exits(52));
        assertThat(answer()).isEqualTo("passed 40: weight 50 (exit 52)");
    }

    @Test
    void withMiscDynamicExitTwoIsWeightZero() throws Exception {
        ask(check(COMMAND, DYNAMIC), Conduct.exits(2));
        assertThat(answer()).isEqualTo("passed -10: weight 0 (exit 2)");
    }

    @Test
    void withMiscDynamicExitOneFails() throws Exception {
        ask(check(COMMAND, DYNAMIC), Conduct.exits(1));
        assertThat(answer()).isEqualTo("failed 0: exit 1");
    }

    @Test
    void whatTakesLongerThanTheIntervalHasFailed() throws Exception {
        ask(check(COMMAND), Conduct.exits(0, Duration.ofMillis(1500)));
        assertThat(answers).isEmpty();
        world.run(Duration.ofSeconds(3));
        assertThat(answer()).isEqualTo("failed 0: no result within 1000 ms");
    }

    @Test
    void whatTakesTooLongHasFailedThereAndThenThoughItDoesNotEnd() throws Exception {
        ask(check(COMMAND), Conduct.hangsStubbornly());
        world.run(Duration.ofMillis(501));
        assertThat(answer()).isEqualTo("failed 0: no result within 1000 ms");
        world.run(Duration.ofSeconds(5));
        assertThat(answers).hasSize(1);
    }

    @Test
    void miscTimeoutIsAnotherTime() throws Exception {
        ask(
                check(COMMAND, new Setting("misc_timeout", List.of("3"), List.of(), null, AT)),
                Conduct.exits(0, Duration.ofMillis(1500)));
        world.run(Duration.ofSeconds(3));
        assertThat(answer()).isEqualTo("passed 0: exit 0");
    }

    @Test
    void whatNobodyWaitsForIsEnded() throws Exception {
        ask(check(COMMAND), Conduct.exits(0, Duration.ofMillis(900)));
        abandon.run();
        world.run(Duration.ofSeconds(5));
        assertThat(answers).isEmpty();
    }

    @Test
    void aClosedCheckSaysNothing() throws Exception {
        Checker check = check(COMMAND);
        ask(check, Conduct.exits(0, Duration.ofMillis(900)));
        check.close();
        world.run(Duration.ofSeconds(5));
        assertThat(answers).isEmpty();
    }

    @Test
    void withoutACommandThereIsNoCheck() {
        assertThatThrownBy(() -> check())
                .isInstanceOf(BadSettingException.class)
                .hasMessage("MISC_CHECK has no misc_path; write 'misc_path COMMAND'");
    }
}
