package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.platform.Platform;
import org.gemel.config.internal.Trees;
import org.gemel.config.internal.schema.Schema;
import org.junit.jupiter.api.Test;

class CheckJudgesTest {

    private static final String SERVERS = String.join(
            "\n",
            "virtual_server 192.0.2.1 80 {",
            "lb_algo rr",
            "lb_kind NAT",
            "protocol TCP",
            "real_server 192.0.2.2 80 {",
            "DNS_CHECK {",
            "name a..b",
            "}",
            "}",
            "}");

    private static List<Diagnostic> judged(CheckerFactory checker) {
        FormatReader reader = new FormatReader(
                Map::of, Schema::load, name -> true, name -> true, kind -> kind.equals("DNS_CHECK") ? checker : null);
        return reader.bind(Trees.parse(SERVERS), new ReadOptions("node", "", Map.of()))
                .diagnostics();
    }

    /** A checker that judges as it is told to, and makes nothing. */
    private interface Judge extends CheckerFactory {

        @Override
        default Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) {
            throw new AssertionError("nothing is made where something is judged");
        }

        @Override
        void judge(CheckerDefinition definition) throws BadSettingException;
    }

    @Test
    void whatACheckerFindsWrongIsAnErrorAtItsPlace() {
        Judge judge = definition -> {
            throw new BadSettingException(
                    definition.setting("name").orElseThrow().at(), "name is no domain name");
        };
        assertThat(judged(judge)).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.ERROR);
            assertThat(found.code()).isEqualTo("bad-check-setting");
            assertThat(found.message()).isEqualTo("name is no domain name");
            assertThat(found.at().line()).isEqualTo(7);
        });
    }

    @Test
    void aCheckerThatFindsNothingWrongIsNotHeard() {
        assertThat(judged((Judge) definition -> {})).isEmpty();
    }

    @Test
    void aCheckerThatIsMissingJudgesNothing() {
        assertThat(judged(null)).isEmpty();
    }

    @Test
    void aCheckerThatIsBrokenIsToldOfAndKeepsNobodyFromReading() {
        Judge judge = definition -> {
            throw new IllegalStateException("broken");
        };
        assertThat(judged(judge)).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message())
                    .endsWith("fails when it is to judge this: java.lang.IllegalStateException: broken");
        });
    }
}
