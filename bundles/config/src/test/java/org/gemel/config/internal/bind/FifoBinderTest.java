package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;

import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Fifo;
import org.gemel.api.config.Notifications.Fifo.Content;
import org.gemel.api.config.ScriptPolicy;
import org.junit.jupiter.api.Test;

class FifoBinderTest {

    private static String text(String... globals) {
        return "global_defs {\n" + String.join("\n", globals) + "\n}\n";
    }

    private static List<Fifo> of(String... globals) {
        return bind(text(globals)).configuration().notifications().fifos();
    }

    @Test
    void aFileThatSaysNothingHasNoFifo() {
        assertThat(of()).isEmpty();
    }

    @Test
    void eachOfTheThreeGetsItsEvents() {
        assertThat(of("lvs_notify_fifo /run/l", "notify_fifo /run/a root", "vrrp_notify_fifo /run/v root root"))
                .containsExactly(
                        new Fifo(Path.of("/run/a"), "root", null, null, Content.ALL, false),
                        new Fifo(Path.of("/run/v"), "root", "root", null, Content.VRRP, false),
                        new Fifo(Path.of("/run/l"), null, null, null, Content.LVS, false));
    }

    @Test
    void aReaderIsRunAsItsUserOrAsAnyOtherScript() {
        assertThat(of(
                        "script_user nobody",
                        "notify_fifo /run/a",
                        "notify_fifo_script \"/bin/read 'a b'\" root",
                        "vrrp_notify_fifo /run/v",
                        "vrrp_notify_fifo_script /bin/read",
                        "enable_script_security"))
                .extracting(Fifo::reader)
                .containsExactly(
                        new Command(List.of("/bin/read", "a b"), "root", null, new ScriptPolicy(true, false, false)),
                        new Command(List.of("/bin/read"), "nobody", null, new ScriptPolicy(true, false, false)));
    }

    @Test
    void statesAreWrittenAgainAfterAReloadWhereTheyAreWrittenAtAll() {
        assertThat(of("notify_fifo /run/a", "lvs_notify_fifo /run/l", "fifo_write_vrrp_states_on_reload"))
                .extracting(Fifo::statesAfterReload)
                .containsExactly(true, false);
    }

    @Test
    void aReaderWithoutAFifoIsNamed() {
        assertThat(of("notify_fifo_script /bin/read root")).isEmpty();
        assertThat(codes(text("notify_fifo_script /bin/read root"))).containsExactly("script-without-fifo");
    }

    @Test
    void aPathIsWholeAndUsedOnce() {
        assertThat(codes(text("notify_fifo events"))).containsExactly("bad-value");
        assertThat(codes(text("notify_fifo /run/a", "vrrp_notify_fifo /run/../run/a")))
                .containsExactly("duplicate-fifo");
    }
}
