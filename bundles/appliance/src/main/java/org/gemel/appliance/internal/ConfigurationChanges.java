package org.gemel.appliance.internal;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.gemel.api.appliance.Appliance.Change;
import org.gemel.api.appliance.Appliance.Cost;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.VrrpInstance;

/** What differs between two configurations, in lines for a person, and what it costs to go from one to the other. */
final class ConfigurationChanges {

    /** What has a say in elections: of a virtual router, or on what it tracks and with whom it keeps together. */
    private static final Set<String> CONTESTED = Set.of(
            "priority",
            "preempt",
            "preemptDelay",
            "source",
            "unicastPeers",
            "tracking",
            "lacksPeers",
            "reception",
            "syncGroups",
            "trackers");

    /** What routers compare with each other. */
    private static final Set<String> COMPARED = Set.of("addresses", "advertInterval", "authentication");

    /** What counts only when something begins. */
    private static final Set<String> AT_START =
            Set.of("startAsMaster", "startDelay", "instance", "networkNamespace", "startup");

    private final List<Change> changes = new ArrayList<>();

    private ConfigurationChanges() {}

    /** A line for each difference, in the order of the new configuration; empty if there is none. */
    static List<Change> between(Configuration before, Configuration after) {
        ConfigurationChanges all = new ConfigurationChanges();
        for (RecordComponent component : Configuration.class.getRecordComponents()) {
            Object old = Records.value(component, before);
            Object now = Records.value(component, after);
            switch (component.getName()) {
                case "instances" -> all.instances(before.instances(), after.instances());
                case "process" -> all.process(before.process(), after.process());
                default ->
                    all.add(
                            Differences.between(Wording.label(Configuration.class, component), old, now),
                            cost(component.getName()));
            }
        }
        return all.changes;
    }

    /** Where a virtual router is: {@code eth0, VRID 51, IPv4}. */
    static String place(VrrpInstance instance) {
        return instance.interfaceName() + ", VRID " + instance.vrid() + ", "
                + (instance.family().addressLength() == 4 ? "IPv4" : "IPv6");
    }

    /** What makes a virtual router the same one over reloads (behaviour 102). */
    private record Place(String interfaceName, Family family, int vrid) {
        static Place of(VrrpInstance instance) {
            return new Place(instance.interfaceName(), instance.family(), instance.vrid());
        }
    }

    private void instances(List<VrrpInstance> before, List<VrrpInstance> after) {
        int known = changes.size();
        Map<Place, VrrpInstance> places = by(Place::of, before);
        Map<VrrpInstance, VrrpInstance> predecessors = new LinkedHashMap<>();
        for (VrrpInstance instance : after) {
            VrrpInstance same = places.remove(Place.of(instance));
            if (same != null) {
                predecessors.put(instance, same);
            }
        }
        // One that moved elsewhere with its name.
        Map<String, VrrpInstance> names = by(VrrpInstance::name, places.values());
        for (VrrpInstance instance : after) {
            VrrpInstance previous = predecessors.get(instance);
            if (previous == null) {
                previous = names.remove(instance.name());
            }
            if (previous == null) {
                add(List.of(instance.name() + ": added, " + place(instance)), Cost.NOTHING);
            } else if (!previous.equals(instance)) {
                changed(previous, instance);
            }
        }
        names.values().forEach(gone -> add(List.of(gone.name() + ": removed, " + place(gone)), Cost.LEAVES));
        if (changes.size() == known && !before.equals(after)) {
            add(List.of("the order of the virtual routers"), Cost.NOTHING);
        }
    }

    private static <K> Map<K, VrrpInstance> by(Function<VrrpInstance, K> key, Collection<VrrpInstance> instances) {
        Map<K, VrrpInstance> map = new LinkedHashMap<>();
        instances.forEach(instance -> map.put(key.apply(instance), instance));
        return map;
    }

    private void changed(VrrpInstance before, VrrpInstance after) {
        if (!before.name().equals(after.name())) {
            add(List.of(before.name() + ": renamed to " + after.name()), Cost.NOTHING);
        }
        for (RecordComponent component : VrrpInstance.class.getRecordComponents()) {
            Object old = Records.value(component, before);
            Object now = Records.value(component, after);
            if (!component.getName().equals("name") && !Objects.equals(old, now)) {
                boolean goesOn = before.goesOnAs(Records.with(before, component, now));
                add(
                        Differences.between(
                                after.name() + ": " + Wording.label(VrrpInstance.class, component), old, now),
                        goesOn ? cost(component.getName()) : Cost.RESTART);
            }
        }
    }

    private void process(ProcessSettings before, ProcessSettings after) {
        for (RecordComponent component : ProcessSettings.class.getRecordComponents()) {
            add(
                    Differences.between(
                            "process " + Wording.label(ProcessSettings.class, component),
                            Records.value(component, before),
                            Records.value(component, after)),
                    cost(component.getName()));
        }
    }

    private static Cost cost(String component) {
        if (AT_START.contains(component)) {
            return Cost.NEXT_START;
        }
        if (COMPARED.contains(component)) {
            return Cost.PEERS;
        }
        return CONTESTED.contains(component) ? Cost.ELECTION : Cost.NOTHING;
    }

    private void add(List<String> lines, Cost cost) {
        lines.forEach(line -> changes.add(new Change(line, cost)));
    }
}
