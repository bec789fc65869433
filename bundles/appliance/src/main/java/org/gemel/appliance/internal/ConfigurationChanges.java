package org.gemel.appliance.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.jspecify.annotations.Nullable;

/** What differs between two configurations, in lines for a person. Secrets are not shown. */
final class ConfigurationChanges {

    /** What is compared and shown as {@code label old -> new}. */
    private static final List<Field> FIELDS = List.of(
            new Field("interface", VrrpInstance::interfaceName),
            new Field("VRID", VrrpInstance::vrid),
            new Field("family", VrrpInstance::family),
            new Field("version", VrrpInstance::version),
            new Field("priority", VrrpInstance::priority),
            new Field("state", instance -> instance.startAsMaster() ? "MASTER" : "BACKUP"),
            new Field("advertisement interval", instance -> seconds(instance.advertInterval())),
            new Field("preempt", VrrpInstance::preempt),
            new Field("preempt delay", instance -> seconds(instance.preemptDelay())),
            new Field("down timer adverts", VrrpInstance::downTimerAdverts),
            new Field(
                    "authentication type",
                    instance -> instance.authentication().getClass().getSimpleName()),
            new Field("source", VrrpInstance::source),
            new Field("multicast group", VrrpInstance::multicastGroup),
            new Field("unicast TTL", VrrpInstance::unicastTtl),
            new Field("checksum form", VrrpInstance::checksumForm),
            new Field("answer to lower priority", VrrpInstance::answerLowerPriority),
            new Field("advertisement before yielding", VrrpInstance::advertiseBeforeYielding),
            new Field("fault for want of unicast peers", VrrpInstance::lacksPeers),
            new Field("accept", VrrpInstance::accept),
            new Field(
                    "only unicast peers heard", instance -> instance.reception().peersOnly()),
            new Field(
                    "advertisements ignored by owner",
                    instance -> instance.reception().ignoredByOwner()),
            new Field("address list trusted", instance -> instance.reception().listTrusted()),
            new Field(
                    "old unicast checksum accepted",
                    instance -> instance.reception().oldUnicastChecksum()),
            new Field("receive buffer bytes", instance -> instance.reception().bufferBytes()),
            new Field("receive buffer packets", instance -> instance.reception().bufferMtus()),
            new Field(
                    "tracking of its interface", instance -> instance.tracking().ownInterface()),
            new Field(
                    "tracking of its source address",
                    instance -> instance.tracking().sourceAddress()),
            new Field("yields when late to priority", VrrpInstance::yieldsWhenLateTo),
            new Field("promotion of secondary addresses", VrrpInstance::promoteSecondaries));

    private ConfigurationChanges() {}

    /** A line for each difference, in the order of the new configuration; empty if there is none. */
    static List<String> between(Configuration before, Configuration after) {
        List<String> lines = new ArrayList<>();
        if (!before.routerId().equals(after.routerId())) {
            lines.add("router id " + before.routerId() + " -> " + after.routerId());
        }
        Map<String, VrrpInstance> old = byName(before);
        for (VrrpInstance instance : after.instances()) {
            VrrpInstance previous = old.remove(instance.name());
            if (previous == null) {
                lines.add(instance.name() + ": added, " + place(instance));
            } else if (!previous.equals(instance)) {
                lines.addAll(changed(previous, instance));
            }
        }
        old.values().forEach(gone -> lines.add(gone.name() + ": removed, " + place(gone)));
        named("sync group ", before.syncGroups(), after.syncGroups(), SyncGroup::name, lines);
        named(
                "tracker ",
                before.trackers(),
                after.trackers(),
                each -> each.kind().text() + " " + each.name(),
                lines);
        elements(
                "static address ",
                before.staticEntries().addresses(),
                after.staticEntries().addresses(),
                lines);
        elements(
                "static route ",
                before.staticEntries().routes(),
                after.staticEntries().routes(),
                lines);
        elements(
                "static rule ",
                before.staticEntries().rules(),
                after.staticEntries().rules(),
                lines);
        if (!before.pacing().equals(after.pacing())) {
            lines.add("pacing of gratuitous ARP and neighbour advertisements");
        }
        if (before.unknownVridsLogged() != after.unknownVridsLogged()) {
            lines.add("logging of unknown VRIDs " + text(before.unknownVridsLogged()) + " -> "
                    + text(after.unknownVridsLogged()));
        }
        if (!before.firewall().equals(after.firewall())) {
            lines.add("firewall " + before.firewall().table() + " -> "
                    + after.firewall().table());
        }
        elements("delays of interface ", before.linkDelays(), after.linkDelays(), lines);
        if (!before.startDelay().equals(after.startDelay())) {
            lines.add("start delay, from the next start on");
        }
        if (!before.process().equals(after.process())) {
            lines.add("how the process runs");
        }
        if (lines.isEmpty() && !before.equals(after)) {
            lines.add("the order of the virtual routers");
        }
        return lines;
    }

    /** Where a virtual router is: {@code eth0, VRID 51, IPv4}. */
    static String place(VrrpInstance instance) {
        return instance.interfaceName() + ", VRID " + instance.vrid() + ", "
                + (instance.family().addressLength() == 4 ? "IPv4" : "IPv6");
    }

    private static Map<String, VrrpInstance> byName(Configuration configuration) {
        Map<String, VrrpInstance> map = new LinkedHashMap<>();
        configuration.instances().forEach(instance -> map.put(instance.name(), instance));
        return map;
    }

    private static List<String> changed(VrrpInstance before, VrrpInstance after) {
        String head = after.name() + ": ";
        List<String> lines = new ArrayList<>();
        for (Field field : FIELDS) {
            Object old = field.value.apply(before);
            Object now = field.value.apply(after);
            if (!Objects.equals(old, now)) {
                lines.add(head + field.label + " " + text(old) + " -> " + text(now));
            }
        }
        elements(head + "address ", before.addresses(), after.addresses(), lines);
        elements(head + "excluded address ", before.excludedAddresses(), after.excludedAddresses(), lines);
        elements(
                head + "tracked ", before.tracking().tracked(), after.tracking().tracked(), lines);
        elements(head + "route ", before.routes(), after.routes(), lines);
        elements(head + "rule ", before.rules(), after.rules(), lines);
        elements(head + "virtual link ", before.virtualLinks(), after.virtualLinks(), lines);
        elements(head + "unicast peer ", before.unicastPeers(), after.unicastPeers(), lines);
        if (!before.announcements().equals(after.announcements())) {
            lines.add(head + "gratuitous ARP settings");
        }
        if (lines.isEmpty()) {
            // The rest must not be shown, or is an order.
            lines.add(head
                    + (before.authentication().equals(after.authentication())
                            ? "order of addresses or peers"
                            : "authentication password (not shown)"));
        }
        return lines;
    }

    private static <T> void elements(String head, Collection<T> before, Collection<T> after, List<String> lines) {
        Set<T> added = new LinkedHashSet<>(after);
        before.forEach(added::remove);
        Set<T> removed = new LinkedHashSet<>(before);
        after.forEach(removed::remove);
        added.forEach(one -> lines.add(head + text(one) + " added"));
        removed.forEach(one -> lines.add(head + text(one) + " removed"));
    }

    private static <T> void named(
            String head, List<T> before, List<T> after, Function<T, String> name, List<String> lines) {
        Map<String, T> old = new LinkedHashMap<>();
        before.forEach(one -> old.put(name.apply(one), one));
        for (T one : after) {
            T previous = old.remove(name.apply(one));
            if (!one.equals(previous)) {
                lines.add(head + name.apply(one) + (previous == null ? " added" : " changed"));
            }
        }
        old.keySet().forEach(gone -> lines.add(head + gone + " removed"));
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "automatic";
        }
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        if (value instanceof VirtualLink link) {
            return link.name();
        }
        return value instanceof java.net.InetAddress address ? AddressText.of(address) : value.toString();
    }

    private static String seconds(Duration duration) {
        return java.math.BigDecimal.valueOf(duration.toMillis(), 3)
                        .stripTrailingZeros()
                        .toPlainString() + " s";
    }

    private record Field(String label, Function<VrrpInstance, @Nullable Object> value) {}
}
