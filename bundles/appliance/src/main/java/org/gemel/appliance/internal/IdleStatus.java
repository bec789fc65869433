package org.gemel.appliance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.HeldEntry;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.InstanceStatus.HeldAddress;
import org.gemel.api.status.VrrpState;

/** What is said of virtual routers that should run and for which there is no engine. */
final class IdleStatus {

    private IdleStatus() {}

    /** Every instance of a configuration as not started, with the reason. */
    static EngineStatus of(Configuration configuration, String reason, Instant since) {
        return new EngineStatus(
                configuration.instances().stream()
                        .map(instance -> of(instance, reason, since))
                        .toList(),
                Map.of());
    }

    private static InstanceStatus of(VrrpInstance instance, String reason, Instant since) {
        List<HeldAddress> addresses = Stream.concat(
                        instance.addresses().stream(), instance.excludedAddresses().stream())
                .map(address -> new HeldAddress(address.toString(), address.interfaceName(), false))
                .toList();
        List<HeldEntry> routing = Stream.concat(
                        instance.routes().stream().map(route -> HeldEntry.unwanted(HeldEntry.Kind.ROUTE, route)),
                        instance.rules().stream().map(rule -> HeldEntry.unwanted(HeldEntry.Kind.RULE, rule)))
                .toList();
        return new InstanceStatus(
                instance.name(),
                instance.interfaceName(),
                instance.vrid(),
                instance.family(),
                instance.version(),
                VrrpState.INIT,
                reason,
                since,
                instance.priority(),
                instance.priority(),
                null,
                0,
                instance.advertInterval(),
                Duration.ZERO,
                Duration.ZERO,
                addresses,
                Map.of(),
                null,
                List.of(),
                null,
                routing,
                false);
    }
}
