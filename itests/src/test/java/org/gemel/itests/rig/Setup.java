package org.gemel.itests.rig;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.jspecify.annotations.Nullable;

/**
 * What two routers have in common.
 *
 * @param version 2 or 3
 * @param interval seconds between advertisements, as a keepalived.conf has it
 * @param authentication the lines of the virtual router that say how it is authenticated, or empty
 * @param peerLimits to whom they advertise if to each other alone: what stands behind the peer's address; null for the group
 * @param realTime whether keepalived is told to run with real-time priority, as Gemel does by itself; its version 2.2.7
 *     then dies on reload
 * @param addresses what they share, with prefix lengths; the last one is what the client uses
 * @param more what stands in front of the virtual router; {@code @NODE@} stands for the router's name, {@code @PRIORITY@} for
 *     its priority
 */
public record Setup(
        int version,
        String interval,
        String authentication,
        @Nullable String peerLimits,
        boolean realTime,
        List<String> addresses,
        String more) {

    /** Without the second line keepalived kills itself when a change of state takes more than 10 ms of computing. */
    private static final String REAL_TIME = "    vrrp_rt_priority 50\n    vrrp_rlimit_rttime 1000000";

    public Setup {
        addresses = List.copyOf(addresses);
    }

    /** With nothing in front of the virtual router. */
    public Setup(
            int version,
            String interval,
            String authentication,
            @Nullable String peerLimits,
            boolean realTime,
            List<String> addresses) {
        this(version, interval, authentication, peerLimits, realTime, addresses, "");
    }

    /** The same with more in front of the virtual router, and more lines in it. */
    public Setup with(String inFront, String lines) {
        return new Setup(version, interval, authentication + lines, peerLimits, realTime, addresses, more + inFront);
    }

    /** Version 3 over IPv4, multicast. */
    public static Setup v3(String interval) {
        return new Setup(3, interval, "", null, false, List.of(Lab.SHARED4 + "/24"));
    }

    /** A password of version 2, of type PASS or AH. */
    public static String password(String type) {
        return "    authentication {\n        auth_type " + type + "\n        auth_pass together\n    }\n";
    }

    /** Signatures of keepalived 2.4. */
    public static String signatures() {
        return "    auth_hmac {\n        key 1 " + "0123456789abcdef".repeat(2) + "\n    }\n";
    }

    /** The same with one more shared address. */
    public Setup with(String address) {
        return withAddresses(
                Stream.concat(Stream.of(address), addresses.stream()).toList());
    }

    /** The same with other shared addresses. */
    public Setup withAddresses(List<String> others) {
        return new Setup(version, interval, authentication, peerLimits, realTime, others, more);
    }

    /** The same for measuring: keepalived with real-time priority. */
    public Setup inRealTime() {
        return new Setup(version, interval, authentication, peerLimits, true, addresses, more);
    }

    /** The shared address that the client uses, with its prefix length. */
    public String sharedWithLength() {
        return addresses.get(addresses.size() - 1);
    }

    /** The shared address that the client uses. */
    public String shared() {
        return sharedWithLength().split("/", 2)[0];
    }

    /**
     * A router's keepalived.conf.
     *
     * @param self the router
     * @param peer the other one
     * @param priority the router's priority
     * @param expectsToServe whether it says {@code state MASTER}
     */
    public String text(Node self, Node peer, int priority, boolean expectsToServe) {
        return """
                global_defs {
                    router_id %s
                %s
                }
                %s
                vrrp_instance lan {
                    state %s
                    interface %s
                    virtual_router_id 51
                    priority %d
                    version %d
                    advert_int %s
                %s%s    virtual_ipaddress {
                %s
                    }
                }
                """.formatted(
                        self.name(),
                        realTime ? REAL_TIME : "",
                        more.replace("@NODE@", self.name()).replace("@PRIORITY@", Integer.toString(priority)),
                        expectsToServe ? "MASTER" : "BACKUP",
                        Node.INTERFACE,
                        priority,
                        version,
                        interval,
                        authentication,
                        peerLimits == null
                                ? ""
                                : "    unicast_src_ip " + self.address4() + "\n    unicast_peer {\n        "
                                        + peer.address4() + " " + peerLimits + "\n    }\n",
                        addresses.stream().map(address -> "        " + address).collect(Collectors.joining("\n")));
    }

    /** The same for FRR, which advertises no link-local address. */
    String textForFrr(int priority) {
        String head = " vrrp 51 ";
        return "interface " + Node.INTERFACE + "\n"
                + Stream.concat(
                                Stream.of(
                                        "version " + version,
                                        "priority " + priority,
                                        "advertisement-interval "
                                                + new BigDecimal(interval)
                                                        .movePointRight(3)
                                                        .toBigInteger()),
                                addresses.stream()
                                        .map(address -> address.split("/", 2)[0])
                                        .filter(address -> !address.startsWith("fe80"))
                                        .map(address -> (address.contains(":") ? "ipv6 " : "ip ") + address))
                        .map(line -> head + line + "\n")
                        .collect(Collectors.joining());
    }
}
