package org.gemel.config.internal.bind.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;

import org.gemel.api.config.Balancing;
import org.gemel.api.config.Balancing.AtEnd;
import org.gemel.api.config.Balancing.SyncDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said for all virtual servers. */
class ServersBinderTest {

    private static Balancing balancing(String global) {
        return bind("global_defs {\n" + global + "\n}\n").configuration().balancing();
    }

    /** Behaviour 100. */
    @ParameterizedTest
    @CsvSource({
        "'',                   false, REMOVE_OWN",
        "lvs_flush,            true,  REMOVE_OWN",
        "lvs_flush_on_stop,    false, REMOVE_ALL",
        "lvs_flush_on_stop VS, false, REMOVE_OWN",
        "lvs_flush_onstop,     false, REMOVE_ALL"
    })
    void whatIsThereIsFlushedWhereThatIsSaid(String line, boolean atStart, AtEnd atEnd) {
        assertThat(balancing(line).flush()).isEqualTo(atStart);
        assertThat(balancing(line).leave()).isEqualTo(atEnd);
    }

    /** Behaviour 101. */
    @Test
    void theSyncDaemonFollowsTheInstanceThatItNames() {
        String instance =
                "\n}\nvrrp_instance V {\ninterface eth0\nvirtual_router_id 5\nvirtual_ipaddress {\n192.0.2.1\n}";

        assertThat(balancing("lvs_sync_daemon eth1 V id 7 ttl 3" + instance).sync())
                .isEqualTo(new SyncDaemon("eth1", "V", 7, 0, 0, 3, null));
        assertThat(balancing(instance.replace("eth0", "eth0\nlvs_sync_daemon_interface eth1"))
                        .sync())
                .isEqualTo(new SyncDaemon("eth1", "V", -1, 0, 0, 0, null));
        assertThat(balancing("").sync()).isNull();
    }
}
