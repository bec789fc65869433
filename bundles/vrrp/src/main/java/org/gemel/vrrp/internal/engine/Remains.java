package org.gemel.vrrp.internal.engine;

import java.util.stream.Stream;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.vrrp.internal.memory.RouterMemory;

/** The addresses of a suspended engine that its successor's configuration does not have any more. */
final class Remains {

    private Remains() {}

    /**
     * Takes away what a virtual router held that is nobody's now.
     *
     * @throws PlatformException if the kernel refuses
     */
    static void release(RouterMemory left, Configuration configuration, Network network) throws PlatformException {
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
