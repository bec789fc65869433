package org.gemel.itests.rig;

import java.util.List;
import org.gemel.demo.lab.Node;

/** What nodes need so that a router may lead connections between two that are on one network. */
public final class Gateway {

    private Gateway() {}

    /** Has a router forward, and never tell anybody of shorter ways, which would leave out who translates. */
    public static void forward(Node router) {
        router.run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
        for (String each : List.of("all", "default", Node.INTERFACE)) {
            router.run("sysctl", "-qw", "net.ipv4.conf." + each + ".send_redirects=0");
        }
    }

    /** Has a server answer clients by way of a gateway, for that has rewritten what they sent. */
    public static void answer(Node server, String gateway, String clients) {
        for (String each : List.of("all", "default", Node.INTERFACE)) {
            server.run("sysctl", "-qw", "net.ipv6.conf." + each + ".accept_redirects=0");
        }
        server.run("ip", "route", "add", clients, "via", gateway, "dev", Node.INTERFACE);
    }
}
