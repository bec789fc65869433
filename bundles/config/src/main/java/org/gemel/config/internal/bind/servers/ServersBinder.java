package org.gemel.config.internal.bind.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Balancing.AtEnd;
import org.gemel.api.config.Balancing.Timeouts;
import org.gemel.api.config.ClientTls;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.Position;
import org.gemel.api.config.Secret;
import org.gemel.api.config.Subject;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.config.internal.bind.CommandBinder;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds virtual servers, and what is wanted for them. */
public final class ServersBinder {

    private final Block text;
    private final Block global;
    private final Diagnostics diagnostics;
    private final ServerWishes wishes;
    private final List<BoundServer> servers;

    /**
     * @param text the top of the file
     * @param global all {@code global_defs} blocks as one
     * @param trackers all that are defined
     */
    public ServersBinder(
            Block text,
            Block global,
            CommandBinder commands,
            List<TrackerDefinition> trackers,
            Diagnostics diagnostics) {
        this.text = text;
        this.global = global;
        this.diagnostics = diagnostics;
        this.wishes = new ServerWishes(global, commands);
        CheckBinder checks =
                new CheckBinder(global, commands, tls(), new TrackerReferences(text, trackers), diagnostics);
        this.servers = servers(new VirtualServerBinder(text, checks, diagnostics));
    }

    /** What is balanced, and how. */
    public Balancing bind() {
        return new Balancing(
                servers.stream().map(BoundServer::server).toList(),
                global.last("data_plane").map(Item::text).orElse(null),
                global.contains("lvs_flush"),
                Inheritance.lastOf(global, "lvs_flush_on_stop", "lvs_flush_onstop")
                                .filter(item -> !item.has(0))
                                .isPresent()
                        ? AtEnd.REMOVE_ALL
                        : AtEnd.REMOVE_OWN,
                timeouts(),
                new SyncDaemonBinder(text, global, diagnostics).bind(),
                global.last("checker_grace").map(Item::seconds).orElse(Balancing.DEFAULT_GRACE),
                global.contains("rs_init_notifies"));
    }

    /**
     * What is wanted for virtual and real servers.
     *
     * @param mailed whether mail can be sent
     */
    public Map<Subject, Wishes> wishes(boolean mailed) {
        return wishes.bind(servers, mailed);
    }

    private List<BoundServer> servers(VirtualServerBinder binder) {
        Map<Address, Position> known = new HashMap<>();
        List<BoundServer> all = new ArrayList<>();
        for (Item item : text.all("virtual_server")) {
            binder.bind(item).filter(bound -> unique(bound, known)).ifPresent(all::add);
        }
        return all;
    }

    /** Two of the same address are one to the kernel. */
    private boolean unique(BoundServer bound, Map<Address, Position> known) {
        for (Address address : bound.server().addresses()) {
            Position first = known.get(address);
            if (first != null) {
                diagnostics.error(
                        bound.item().at(),
                        "duplicate-server",
                        Clients.shown(address) + " is already served by the virtual server at " + first,
                        "serve each address, port and protocol once");
                return false;
            }
        }
        bound.server()
                .addresses()
                .forEach(address -> known.put(address, bound.item().at()));
        return true;
    }

    private ClientTls tls() {
        Block own = text.last("SSL").map(Item::block).orElse(Block.EMPTY);
        return new ClientTls(
                path(own, "ca"),
                path(own, "certificate"),
                path(own, "key"),
                own.last("password").map(Item::text).map(Secret::new).orElse(null));
    }

    private static @Nullable Path path(Block block, String name) {
        // A NUL would end the path for the kernel, and Path does not take it.
        return block.last(name)
                .map(Item::text)
                .filter(path -> path.indexOf('\0') < 0)
                .map(Path::of)
                .orElse(null);
    }

    private Timeouts timeouts() {
        Block said = global.last("lvs_timeouts").map(Item::block).orElse(Block.EMPTY);
        return new Timeouts(timeout(said, "tcp"), timeout(said, "tcpfin"), timeout(said, "udp"));
    }

    /** The kernel takes 0 for no change. */
    private static @Nullable Duration timeout(Block said, String name) {
        return said.last(name)
                .map(Item::seconds)
                .filter(timeout -> !timeout.isZero())
                .orElse(null);
    }
}
