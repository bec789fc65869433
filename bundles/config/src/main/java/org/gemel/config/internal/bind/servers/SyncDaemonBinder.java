package org.gemel.config.internal.bind.servers;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.gemel.api.config.Balancing.SyncDaemon;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds how connections are told to other hosts (behaviour 101). */
final class SyncDaemonBinder {

    private static final int OF_VIRTUAL_ROUTER = -1;

    private final Block text;
    private final Block global;
    private final Diagnostics diagnostics;

    /**
     * @param text the top of the file
     * @param global all {@code global_defs} blocks as one
     */
    SyncDaemonBinder(Block text, Block global, Diagnostics diagnostics) {
        this.text = text;
        this.global = global;
        this.diagnostics = diagnostics;
    }

    /** Null where nobody asks for it; a virtual router may, in an old way. */
    @Nullable
    SyncDaemon bind() {
        Optional<Item> item = global.last("lvs_sync_daemon");
        List<Item> asking = text.all("vrrp_instance").stream()
                .filter(instance -> instance.block().contains("lvs_sync_daemon_interface"))
                .toList();
        int used = item.isPresent() ? 0 : 1;
        asking.stream().skip(used).forEach(instance -> tooMany(instance, item.orElseGet(() -> asking.get(0))));
        return item.map(SyncDaemonBinder::bind)
                .or(() -> asking.stream().findFirst().map(SyncDaemonBinder::ofInstance))
                .orElse(null);
    }

    private static SyncDaemon bind(Item item) {
        Block options = item.block();
        return new SyncDaemon(
                item.text(),
                item.has(1) ? item.arguments().get(1).word().text() : null,
                options.last("id").map(Item::number).orElse(OF_VIRTUAL_ROUTER),
                options.last("maxlen").map(Item::number).orElse(0),
                options.last("port").map(Item::number).orElse(0),
                options.last("ttl").map(Item::number).orElse(0),
                options.last("group")
                        .map(each -> each.value(0, InetAddress.class))
                        .orElse(null));
    }

    private static SyncDaemon ofInstance(Item instance) {
        return new SyncDaemon(
                instance.block().last("lvs_sync_daemon_interface").orElseThrow().text(),
                instance.text(),
                OF_VIRTUAL_ROUTER,
                0,
                0,
                0,
                null);
    }

    private void tooMany(Item instance, Item used) {
        diagnostics.warning(
                instance.block().last("lvs_sync_daemon_interface").orElseThrow().at(),
                "second-sync-daemon",
                "there is one sync daemon, that of " + used.at() + "; this line is ignored",
                "keep one of them");
    }
}
