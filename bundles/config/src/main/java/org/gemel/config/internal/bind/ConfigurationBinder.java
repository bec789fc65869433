package org.gemel.config.internal.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Firewall;
import org.gemel.api.config.Position;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.StartDelay;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.bind.servers.ServersBinder;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds a checked text. */
public final class ConfigurationBinder {

    private final Diagnostics diagnostics;
    private final Predicate<String> knownUser;

    /**
     * @param diagnostics where findings go
     * @param knownUser whether a user of that name exists on this host
     */
    public ConfigurationBinder(Diagnostics diagnostics, Predicate<String> knownUser) {
        this.diagnostics = diagnostics;
        this.knownUser = knownUser;
    }

    /**
     * Binds all that can be bound.
     *
     * @param text the checked text
     * @param nodeName the name of this node where the text gives none
     * @param instanceName the name of this appliance among several where the text gives none; empty for none
     */
    public Configuration bind(Block text, String nodeName, String instanceName) {
        Block global = new Block(text.entries("global_defs"));
        RoutingBinder routing = new RoutingBinder(text, global, diagnostics);
        VirtualLinkPlacement links = new VirtualLinkPlacement(global, diagnostics);
        CommandBinder commands = new CommandBinder(global, knownUser, diagnostics);
        List<TrackerDefinition> definitions = definitions(text, commands);
        Membership membership = new Membership(text);
        TrackingBinder tracking = new TrackingBinder(text, definitions, membership, diagnostics);
        InstanceBinder binder = new InstanceBinder(global, routing, tracking, diagnostics);
        Map<List<Object>, Position> known = new HashMap<>();
        List<VrrpInstance> instances = new ArrayList<>();
        for (Item item : text.all("vrrp_instance")) {
            binder.bind(item)
                    .filter(instance -> unique(item, instance, known))
                    .map(instance -> links.place(item, instance))
                    .ifPresent(instances::add);
        }
        String routerId = global.last("router_id").map(Item::text).orElse(nodeName);
        ProcessSettings process = new ProcessBinder(text, global, commands, diagnostics).bind();
        ServersBinder servers = new ServersBinder(text, global, commands, definitions, diagnostics);
        List<SyncGroup> groups = new SyncGroupBinder(membership, tracking, diagnostics).bind(text, instances);
        return new Configuration.Builder(routerId)
                .instances(instances)
                .firewall(firewall(global, process.instance().isEmpty() ? instanceName : process.instance()))
                .syncGroups(groups)
                .trackers(used(definitions, instances, groups))
                .linkDelays(LinkDelaysBinder.bind(text, instances, diagnostics))
                .startDelay(
                        new StartDelay(seconds(global, "vrrp_startup_delay"), seconds(global, "vrrp_delay_after_boot")))
                .process(process)
                .staticEntries(routing.staticEntries())
                .pacing(new PacingBinder(diagnostics).bind(text, global))
                .unknownVridsLogged(global.contains("log_unknown_vrids"))
                .notifications(
                        new NotificationsBinder(global, commands, diagnostics).bind(text, instances, groups, servers))
                .balancing(servers.bind())
                .build();
    }

    private static Firewall firewall(Block global, String appliance) {
        return new Firewall(
                global.last("nftables")
                        .filter(item -> item.has(0))
                        .map(Item::text)
                        .orElseGet(() -> Firewall.tableOf(appliance)),
                global.last("nftables_priority").map(Item::number).orElse(Firewall.DEFAULT.priority()),
                global.contains("nftables_counters"));
    }

    /** All that could be watched. */
    private List<TrackerDefinition> definitions(Block text, CommandBinder commands) {
        List<TrackerDefinition> definitions = new ArrayList<>(new TrackerBinder(commands, diagnostics).bind(text));
        definitions.addAll(new BfdBinder(diagnostics).bind(text));
        return definitions;
    }

    private static List<TrackerDefinition> used(
            List<TrackerDefinition> definitions, List<VrrpInstance> instances, List<SyncGroup> groups) {
        Set<List<Object>> used = new HashSet<>();
        Stream.concat(
                        instances.stream().flatMap(each -> each.tracking().tracked().stream()),
                        groups.stream().flatMap(each -> each.tracked().stream()))
                .forEach(tracked -> used.add(List.of(tracked.kind(), tracked.name())));
        return definitions.stream()
                .filter(each -> used.contains(List.of(each.kind(), each.name())))
                .toList();
    }

    private static Duration seconds(Block global, String name) {
        return global.last(name).map(Item::seconds).orElse(Duration.ZERO);
    }

    private boolean unique(Item item, VrrpInstance instance, Map<List<Object>, Position> known) {
        List<Object> identity = List.of(instance.interfaceName(), instance.family(), instance.vrid());
        Position first = known.putIfAbsent(identity, item.at());
        if (first != null) {
            diagnostics.error(
                    item.at(),
                    "duplicate-vrid",
                    "VRID " + instance.vrid() + " on " + instance.interfaceName()
                            + " is already used by the instance at " + first,
                    "give each virtual router on an interface a virtual_router_id of its own");
        }
        return first == null;
    }
}
