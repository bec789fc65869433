package org.gemel.shell.internal.explain;

import java.time.Duration;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Balancing.AtEnd;
import org.gemel.api.config.Balancing.SyncDaemon;
import org.gemel.api.config.Balancing.Timeouts;
import org.jspecify.annotations.Nullable;

/** What holds for all virtual servers. */
final class BalancingFacts {

    private static final int NOT_SET = 0;

    private BalancingFacts() {}

    static void add(Balancing balancing, Facts facts) {
        facts.add("data_plane", balancing.dataPlane() == null ? Facts.AUTOMATIC : balancing.dataPlane())
                .add("checker_grace", balancing.grace())
                .add("rs_init_notifies", balancing.firstStates())
                .add("lvs_flush", balancing.flush())
                .add("lvs_flush_on_stop", balancing.leave() == AtEnd.REMOVE_ALL)
                .add("lvs_timeouts", timeouts(balancing.timeouts()))
                .add("lvs_sync_daemon", sync(balancing.sync()));
    }

    private static String timeouts(Timeouts timeouts) {
        String text = new Options()
                .option("tcp", seconds(timeouts.tcp()))
                .option("tcpfin", seconds(timeouts.tcpFin()))
                .option("udp", seconds(timeouts.udp()))
                .toString();
        return text.isEmpty() ? Facts.AUTOMATIC : text;
    }

    private static @Nullable String seconds(@Nullable Duration timeout) {
        return timeout == null ? null : Facts.seconds(timeout);
    }

    private static String sync(@Nullable SyncDaemon sync) {
        return sync == null
                ? "off"
                : new Options()
                        .word(sync.interfaceName())
                        .flag(sync.instance() != null, String.valueOf(sync.instance()))
                        .option("id", sync.id(), -1)
                        .option("maxlen", sync.maxLength(), NOT_SET)
                        .option("port", sync.port(), NOT_SET)
                        .option("ttl", sync.ttl(), NOT_SET)
                        .option("group", sync.group() == null ? null : AddressText.of(sync.group()))
                        .toString();
    }
}
