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
import org.jspecify.annotations.Nullable;

/**
 * Why virtual routers do not run that should.
 *
 * @param what for a person
 * @param since when that began
 */
record Obstacle(String what, Instant since) {

    /** Every instance of a configuration as not started; nothing without one. */
    EngineStatus status(@Nullable Configuration wanted) {
        List<VrrpInstance> instances = wanted == null ? List.of() : wanted.instances();
        return new EngineStatus(instances.stream().map(this::status).toList(), Map.of());
    }

    private InstanceStatus status(VrrpInstance instance) {
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
                what,
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
