package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ProcessSettings.Hook;
import org.gemel.api.config.ProcessSettings.Scheduling;
import org.gemel.api.config.ScriptPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessBinderTest {

    private static ProcessSettings of(String... globals) {
        return bind("global_defs {\n" + String.join("\n", globals) + "\n}\n")
                .configuration()
                .process();
    }

    @Test
    void aFileThatSaysNothingLeavesTheProcessAsItIs() {
        assertThat(of()).isEqualTo(ProcessSettings.DEFAULT);
    }

    @Test
    void schedulingIsWhatTheVrrpProcessOfKeepalivedGets() {
        assertThat(of(
                                "vrrp_rt_priority 50",
                                "vrrp_priority -10",
                                "vrrp_no_swap",
                                "vrrp_cpu_affinity 3 1",
                                "vrrp_rlimit_rttime 10000")
                        .scheduling())
                .isEqualTo(new Scheduling(50, -10, true, List.of(1, 3), Duration.ofMillis(10)));
    }

    @Test
    void theMisspeltLimitIsTheSameLimit() {
        assertThat(of("vrrp_rlimit_rtime 2000").scheduling().computingLimit()).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void theNameOfTheVrrpProcessIsTheNameOfTheOnlyOne() {
        assertThat(of("process_name a", "vrrp_process_name b").name()).isEqualTo("b");
        assertThat(of("process_name a").name()).isEqualTo("a");
    }

    @Test
    void aProgramOfTheStartIsRunAsItsUserForItsTime() {
        assertThat(of("startup_script \"/bin/setup eth0\" root", "startup_script_timeout 30")
                        .startup())
                .isEqualTo(new Hook(
                        List.of("/bin/setup", "eth0"), "root", null, ScriptPolicy.DEFAULT, Duration.ofSeconds(30)));
    }

    @Test
    void aProgramOfTheEndHasTenSecondsUnlessSaidOtherwise() {
        assertThat(of("shutdown_script /bin/clean", "script_user root", "enable_script_security")
                        .shutdown())
                .isEqualTo(new Hook(
                        List.of("/bin/clean"),
                        "root",
                        null,
                        new ScriptPolicy(true, false, false),
                        Duration.ofSeconds(10)));
    }

    @Test
    void namespaceAndInstanceStandAtTheTop() {
        ProcessSettings settings =
                bind("net_namespace blue\ninstance second\n").configuration().process();
        assertThat(settings.networkNamespace()).isEqualTo("blue");
        assertThat(settings.instance()).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net_namespace ../x", "instance a/b", "instance .."})
    void aNameThatWouldLeadElsewhereIsRefused(String line) {
        assertThat(codes(line)).containsExactly("bad-value");
    }

    @ParameterizedTest
    @CsvSource({"0177,0177", "0x7f,0177", "127,0177", "IXUSR|IRWXG|IRWXO,0177", "IXUSR | IRWXG | IRWXO,0177", "0,0"})
    void aUmaskIsANumberOrNames(String text, String octal) {
        assertThat(of("umask " + text).umask()).isEqualTo(Integer.parseInt(octal, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01000", "-1", "IXUSR|", "rwx", "0x", "ffffffffff", "99999999999"})
    void aUmaskThatIsNoneIsRefused(String text) {
        assertThat(codes("global_defs {\numask " + text + "\n}")).containsExactly("bad-value");
        assertThat(of("umask " + text).umask()).isNull();
    }

    @Test
    void aWordThatHasNothingToChangeSaysWhy() {
        assertThat(bind("global_defs {\nbfd_rt_priority 10\n}").diagnostics())
                .singleElement()
                .satisfies(note -> assertThat(note.severity()).isEqualTo(Diagnostic.Severity.NOTE))
                .hasToString(
                        "test.conf:2:1: note: 'bfd_rt_priority' changes nothing here; BFD has no process of its own;"
                                + " vrrp_rt_priority holds for the only one");
    }
}
