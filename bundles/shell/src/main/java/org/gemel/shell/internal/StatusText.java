package org.gemel.shell.internal;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.GroupStatus;
import org.gemel.api.status.HeldEntry;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.InstanceStatus.HeldAddress;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;

/** The status of all virtual routers at a glance, and their counters. */
final class StatusText {

    private StatusText() {}

    /**
     * One line for each virtual router, then what keeps some of them from serving, then the sync groups, then static entries
     * that are missing.
     */
    static String table(EngineStatus status, Instant now) {
        if (status.instances().isEmpty()) {
            return "no virtual routers are configured\n";
        }
        Columns columns = new Columns()
                .row("NAME", "INTERFACE", "VRID", "VERSION", "STATE", "PRIORITY", "MASTER", "SINCE", "ADDRESSES");
        StringBuilder below = new StringBuilder();
        for (InstanceStatus instance : status.instances()) {
            columns.row(
                    instance.name(),
                    instance.interfaceName(),
                    Integer.toString(instance.vrid()),
                    "v" + instance.version() + " " + family(instance.family()),
                    instance.state().name(),
                    priority(instance),
                    address(instance.masterAddress()),
                    Durations.since(instance.since(), now),
                    instance.addresses().stream()
                            .map(address -> address(instance, address))
                            .collect(Collectors.joining(", ")));
            if (instance.handedOver()) {
                below.append(instance.name())
                        .append(": ")
                        .append(handedOver(instance))
                        .append('\n');
            }
            if (instance.state() == VrrpState.INIT || instance.state() == VrrpState.FAULT) {
                below.append(instance.name())
                        .append(": ")
                        .append(instance.reason())
                        .append('\n');
            }
        }
        for (GroupStatus group : status.groups()) {
            below.append("sync group ")
                    .append(group.name())
                    .append(": ")
                    .append(group.state())
                    .append(" (")
                    .append(String.join(", ", group.members()))
                    .append(")\n");
        }
        for (HeldEntry entry : status.staticEntries()) {
            if (!entry.held()) {
                below.append("static ")
                        .append(entry.kind().name().toLowerCase(Locale.ROOT))
                        .append(' ')
                        .append(entry.entry())
                        .append(held(entry))
                        .append('\n');
            }
        }
        return columns.text("") + (below.isEmpty() ? "" : "\n" + below);
    }

    /** What it does since it has handed over, or while it does so. */
    static String handedOver(InstanceStatus instance) {
        return instance.state() == VrrpState.MASTER
                ? "handing over"
                : "handed over, does not preempt; to let it: gemel handover --return " + instance.name();
    }

    /** Whether the kernel has it, as the end of a line. */
    static String held(HeldEntry entry) {
        if (entry.held()) {
            return ", held";
        }
        return entry.refusal().isEmpty() ? ", not held" : ", not held: " + entry.refusal();
    }

    /** Two columns, standard name and value, in the order of the engine. */
    static String counters(Map<String, Long> counters, String indentation) {
        Columns columns = new Columns();
        counters.forEach((name, value) -> columns.row(name, Long.toString(value)));
        return columns.text(indentation);
    }

    /** {@code IPv4} or {@code IPv6}. */
    static String family(Family family) {
        return family == Family.IPV4 ? "IPv4" : "IPv6";
    }

    /** The address, or a dash. */
    static String address(@Nullable InetAddress address) {
        return address == null ? "-" : AddressText.of(address);
    }

    /** Effective priority, and the configured one where it is another. */
    private static String priority(InstanceStatus instance) {
        return instance.effectivePriority() == instance.priority()
                ? Integer.toString(instance.priority())
                : instance.effectivePriority() + "/" + instance.priority();
    }

    private static String address(InstanceStatus instance, HeldAddress address) {
        String place = address.interfaceName().equals(instance.interfaceName()) ? "" : "@" + address.interfaceName();
        boolean missing = instance.state() == VrrpState.MASTER && !address.held();
        return address.address() + place + (missing ? " (not held)" : "");
    }
}
