package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.TrackerDefinition.NumberFile;
import org.gemel.api.config.TrackerDefinition.ProcessCount;
import org.gemel.api.config.TrackerDefinition.ProcessCount.Arguments;
import org.gemel.api.config.TrackerDefinition.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackerBinderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static TrackerDefinition only(String globals, String kind, String block, String... lines) {
        List<TrackerDefinition> all =
                bind(text(globals, kind, block, lines)).configuration().trackers();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static String text(String globals, String kind, String block, String... lines) {
        return "global_defs {\n" + globals + "\n}\n" + block + " t {\n" + String.join("\n", lines) + "\n}\n"
                + instance(kind + " {", "t", "}");
    }

    private static Script script(String globals, String... lines) {
        return (Script) only(globals, "track_script", "vrrp_script", lines);
    }

    private static NumberFile file(String... lines) {
        return (NumberFile) only("", "track_file", "track_file", lines);
    }

    private static ProcessCount process(String... lines) {
        return (ProcessCount) only("", "track_process", "vrrp_track_process", lines);
    }

    @Test
    void aScriptIsRunEverySecondAndOneResultIsEnough() {
        assertThat(script("", "script \"/etc/check -v\""))
                .isEqualTo(new Script("t", List.of("/etc/check", "-v"), SECOND, SECOND, 1, 1, false, null, null));
    }

    @Test
    void aScriptHasItsWay() {
        assertThat(script(
                        "",
                        "script /etc/check",
                        "interval 2.5",
                        "timeout 0.5",
                        "rise 2",
                        "fall 3",
                        "init_fail",
                        "user root wheel"))
                .isEqualTo(new Script(
                        "t",
                        List.of("/etc/check"),
                        Duration.ofMillis(2500),
                        Duration.ofMillis(500),
                        2,
                        3,
                        true,
                        "root",
                        "wheel"));
    }

    @Test
    void withoutATimeoutTheIntervalIsTheTimeout() {
        assertThat(script("", "script x", "interval 7").timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    /** Behaviour 85. */
    @ParameterizedTest(name = "script_user {0}, user {1}, behind the command {2}: {3} {4}")
    @CsvSource({
        "'',           '',   '',        ,     ",
        "root,         '',   '',        root, ",
        "root,         mail, '',        mail, ",
        "root,         mail, root adm,  root, adm",
        "root adm,     '',   '',        root, adm",
        "':adm',       '',   '',        ,     adm",
    })
    void theUserThatIsSaidNearestRunsIt(String global, String own, String behind, String user, String group) {
        Script script = script(
                global.isEmpty() ? "" : "script_user " + global,
                "script \"x\" " + behind,
                own.isEmpty() ? "" : "user " + own);
        assertThat(script.user()).isEqualTo(user);
        assertThat(script.group()).isEqualTo(group);
    }

    @Test
    void whatIsSaidForAllScriptsIsTheirPolicy() {
        assertThat(script(
                                "script_user root\nenable_script_security\nuse_symlink_paths\nset_supplementary_groups",
                                "script x")
                        .policy())
                .isEqualTo(new ScriptPolicy(true, true, true));
    }

    @Test
    void withSecurityAScriptThatNobodyMayRunIsLeftOutAsKeepalivedDoes() {
        var result = bind("global_defs {\nenable_script_security\n}\nvrrp_script t {\nscript x\n}\n"
                + instance("track_script {\nt\n}"));
        assertThat(result.configuration().trackers()).isEmpty();
        assertThat(result.diagnostics())
                .filteredOn(each -> each.code().equals("no-script-user"))
                .singleElement()
                .satisfies(each -> assertThat(each.message())
                        .isEqualTo("script: enable_script_security lets nobody run it, for there is neither"
                                + " script_user nor a user keepalived_script here; it is left out"));
    }

    @Test
    void aRedirectionIsTheShellsBusiness() {
        assertThat(script("", "script \"</etc/ready\"").command()).containsExactly("/bin/sh", "-c", "</etc/ready");
        assertThat(script("", "script \"</dev/tcp/127.0.0.1/80\"").command())
                .containsExactly("/bin/bash", "-c", "</dev/tcp/127.0.0.1/80");
    }

    @Test
    void aCommandWithAnOpenQuoteIsAnError() {
        assertThat(codes(text("", "track_script", "vrrp_script", "script \"x 'y\"")))
                .contains("bad-command");
    }

    @Test
    void aFileIsLeftAloneOrMade() {
        assertThat(file("file /run/level")).isEqualTo(new NumberFile("t", Path.of("/run/level"), null, false));
        assertThat(file("file /run/../run/level", "init_file"))
                .isEqualTo(new NumberFile("t", Path.of("/run/level"), 0, false));
        assertThat(file("file /run/level", "init_file -7 overwrite"))
                .isEqualTo(new NumberFile("t", Path.of("/run/level"), -7, true));
        assertThat(file("file /run/level", "init_file overwrite"))
                .isEqualTo(new NumberFile("t", Path.of("/run/level"), 0, true));
    }

    @Test
    void aProcessIsLookedForByItsShortName() {
        assertThat(process("process nginx"))
                .isEqualTo(new ProcessCount(
                        "t",
                        List.of("nginx"),
                        Arguments.ANY,
                        false,
                        1,
                        Integer.MAX_VALUE,
                        Duration.ZERO,
                        Duration.ZERO));
    }

    @ParameterizedTest(name = "{0} | {1}: {2}, whole {3}")
    @CsvSource({
        "process x,     full_command,        ANY,     true",
        "process x a b, '',                  EXACT,   true",
        "process x a b, param_match partial, INITIAL, true",
        "process x a b, param_match initial, PARTIAL, true",
        "process x,     param_match,         EXACT,   true",
    })
    void argumentsAreCompared(String process, String how, Arguments arguments, boolean whole) {
        ProcessCount bound = process(process, how);
        assertThat(bound.arguments()).isEqualTo(arguments);
        assertThat(bound.wholeCommandLine()).isEqualTo(whole);
    }

    @Test
    void aQuotedProcessNameMayHaveBlanks() {
        assertThat(process("process \"/tmp/a b\" p1").command()).containsExactly("/tmp/a b", "p1");
    }

    @ParameterizedTest(name = "quorum {0} quorum_max {1}: {2} to {3}")
    @CsvSource({"'', '', 1, 2147483647", "'', 0, 0, 0", "'', 5, 1, 5", "3, 4, 3, 4", "3, 2, 3, 2147483647"})
    void theQuorumHasALeastAndAMost(String quorum, String max, int least, int most) {
        ProcessCount bound = process(
                "process x", quorum.isEmpty() ? "" : "quorum " + quorum, max.isEmpty() ? "" : "quorum_max " + max);
        assertThat(bound.quorum()).isEqualTo(least);
        assertThat(bound.most()).isEqualTo(most);
    }

    @Test
    void aMostBelowTheLeastIsReported() {
        assertThat(codes(text("", "track_process", "vrrp_track_process", "process x", "quorum 3", "quorum_max 2")))
                .contains("quorum-max-below-quorum");
    }

    @Test
    void oneDelayIsForBothUnlessOneHasItsOwn() {
        ProcessCount bound = process("process x", "delay 2", "fork_delay 0.5");
        assertThat(bound.forkDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(bound.terminateDelay()).isEqualTo(Duration.ofSeconds(2));
    }
}
