package org.gemel.platform.linux.internal.link;

import java.util.function.Consumer;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.link.Sysctls.Protocol;

/**
 * How a virtual link itself is set while it is still down. It forwards as its base does, for it stands in for it; it answers
 * for its own addresses only; and it says nothing that its addresses do not need, for the hardware address is not this
 * host's alone.
 */
final class LinkSettings {

    private LinkSettings() {}

    static void prepare(Sysctls sysctls, VirtualLink link, Consumer<String> doubts) {
        String name = link.name();
        set(sysctls, Protocol.IPV4, name, "arp_ignore", "1", doubts);
        set(sysctls, Protocol.IPV4, name, "arp_announce", "2", doubts);
        set(sysctls, Protocol.IPV4, name, "promote_secondaries", "1", doubts);
        // What arrives here is answered through the base. The larger of this and the setting for all counts, and 2 asks
        // only for some way back.
        boolean filtered = !"0".equals(sysctls.read(Protocol.IPV4, "all", "rp_filter"));
        set(sysctls, Protocol.IPV4, name, "rp_filter", filtered ? "2" : "0", doubts);
        copy(sysctls, Protocol.IPV4, link, "forwarding", doubts);
        copy(sysctls, Protocol.IPV4, link, "send_redirects", doubts);
        if (!link.ipv6()) {
            set(sysctls, Protocol.IPV6, name, "disable_ipv6", "1", doubts);
            return;
        }
        // No link-local address made of the virtual hardware address: every router would have the same (RFC 9568 7.4).
        set(sysctls, Protocol.IPV6, name, "addr_gen_mode", "1", doubts);
        set(sysctls, Protocol.IPV6, name, "disable_ipv6", "0", doubts);
        set(sysctls, Protocol.IPV6, name, "accept_ra", "0", doubts);
        set(sysctls, Protocol.IPV6, name, "router_solicitations", "0", doubts);
        set(sysctls, Protocol.IPV6, name, "accept_dad", "0", doubts);
        copy(sysctls, Protocol.IPV6, link, "forwarding", doubts);
    }

    private static void copy(
            Sysctls sysctls, Protocol protocol, VirtualLink link, String setting, Consumer<String> doubts) {
        String value = sysctls.read(protocol, link.base(), setting);
        if (value != null) {
            set(sysctls, protocol, link.name(), setting, value, doubts);
        }
    }

    static void set(
            Sysctls sysctls, Protocol protocol, String link, String setting, String value, Consumer<String> doubts) {
        if (value.equals(sysctls.read(protocol, link, setting))) {
            return;
        }
        try {
            sysctls.write(protocol, link, setting, value);
        } catch (PlatformException e) {
            doubts.accept(String.valueOf(e.getMessage()));
        }
    }
}
