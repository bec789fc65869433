package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.Test;

class HelpTest {

    @Test
    void whatACommandIsForStandsBelowIt() {
        assertThat(Help.lines(List.of(new Help.Entry("stop [--now]", "stop the appliance"))))
                .isEqualTo("""
                        stop [--now]
                            stop the appliance
                        """);
    }

    @Test
    void everyCommandHasALineWithItsArguments() {
        assertThat(Help.text(Fakes.help()).lines())
                .filteredOn(line -> !line.isBlank() && !line.startsWith(" "))
                .startsWith(
                        "check [--explain] [--here] [--json] [--format NAME] [-i ID] FILE...",
                        "confirm",
                        "counters [--json]",
                        "counters [--json] NAME",
                        "drain [--until-idle] VS RS",
                        "handover [--return]",
                        "handover [--return] NAME",
                        "help",
                        "help COMMAND",
                        "lb [--json] [--rate]",
                        "lb explain VS RS",
                        "maintenance",
                        "maintenance [--for TIME] [--force] on|off",
                        "notifications [--json]",
                        "reference [--write FOLDER] KEYWORD...",
                        "reload [--dry-run] [--confirm TIME]",
                        "show [--json] NAME",
                        "status [--json]",
                        "stop [--now]",
                        "undrain VS RS");
    }

    @Test
    void aFunctionIsCalledAsGogoCallsIt() {
        assertThat(Help.entries(WithADash.class, Set.of("mail-test")))
                .containsExactly(new Help.Entry("mail-test [RECIPIENT]", "send a mail"));
    }

    @Test
    void aMethodThatIsNoCommandOfGogoIsNone() {
        assertThat(Help.entries(GogoCommands.class, Set.of("stop")))
                .extracting(Help.Entry::usage)
                .containsExactly("stop [--now]");
    }

    private static final class WithADash implements Function {

        @Override
        @Descriptor("send a mail")
        public Object execute(CommandSession session, @Descriptor("[RECIPIENT]") List<Object> arguments) {
            return true;
        }
    }
}
