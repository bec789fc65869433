package org.gemel.vrrp.internal.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.StaticEntries;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.vrrp.internal.memory.RouterMemory;

/** What a predecessor, killed or suspended, has left in the kernel and is in no file any more. */
final class Remains {

    private final Network network;
    private final Witness witness;

    /** Is told what could not be done. */
    interface Witness {

        /** What concerns all virtual routers of a configuration. */
        void problem(Configuration configuration, String code, String message);
    }

    Remains(Network network, Witness witness) {
        this.network = network;
        this.witness = witness;
    }

    /** Of a killed process nothing else tells what it had put into the kernel. */
    void reserve(Configuration configuration) {
        StaticEntries fixed = configuration.staticEntries();
        Set<Route> routes = new LinkedHashSet<>();
        Set<Rule> rules = new LinkedHashSet<>();
        fixed.routes().forEach(each -> routes.add(each.what()));
        fixed.rules().forEach(each -> rules.add(each.what()));
        for (VrrpInstance instance : configuration.instances()) {
            routes.addAll(instance.routes());
            rules.addAll(instance.rules());
        }
        try {
            network.reserve(
                    fixed.addresses().stream().map(StaticEntries.Entry::what).toList(), routes, rules);
        } catch (PlatformException e) {
            witness.problem(configuration, "leftovers-unknown", String.valueOf(e.getMessage()));
        }
    }

    /** Removes what nobody wants. */
    void remove(Configuration configuration) {
        try {
            network.removeLeftovers();
        } catch (PlatformException e) {
            witness.problem(configuration, "leftovers-stay", String.valueOf(e.getMessage()));
        }
    }

    /** Takes away the addresses that a virtual router of a suspended engine held and that are nobody's now. */
    void release(RouterMemory left, Configuration configuration) {
        try {
            releaseAddresses(left, configuration);
        } catch (PlatformException e) {
            witness.problem(configuration, "leftovers-stay", String.valueOf(e.getMessage()));
        }
    }

    private void releaseAddresses(RouterMemory left, Configuration configuration) throws PlatformException {
        for (String held : left.holdings().addresses()) {
            String[] words = held.split("[ /]");
            Link link = words.length == 3 ? network.link(words[0]) : null;
            if (link == null || isWanted(held, configuration)) {
                continue;
            }
            for (Link.Address there : link.addresses()) {
                if (there.leased() && words[1].equals(AddressText.of(there.address()))) {
                    network.release(
                            link,
                            new VirtualAddress(there.address(), there.prefixLength(), link.name(), 0, null, null));
                }
            }
        }
    }

    private static boolean isWanted(String held, Configuration configuration) {
        return configuration.instances().stream()
                .flatMap(each -> Stream.concat(each.addresses().stream(), each.excludedAddresses().stream()))
                .anyMatch(each -> held.equals(each.interfaceName() + " " + each));
    }
}
