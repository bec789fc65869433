package org.gemel.demo.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A LAN: one switch, routers {@code r1}, {@code r2} … (10.0.0.11, fd00:10::11 …) and clients {@code c1} …
 * (10.0.0.101, fd00:10::101 …), whose default gateway is 10.0.0.1 and fd00:10::1.
 *
 * <p>Closing it ends everything that runs in it and removes it. That happens too when the virtual machine ends, and what
 * a killed one left behind is removed when the next lab of the same prefix is built.
 */
public final class Lab implements AutoCloseable {

    /** The clients' gateway: the address that routers may share. */
    public static final String SHARED4 = "10.0.0.1";

    /** The clients' IPv6 gateway: the address that routers may share. */
    public static final String SHARED6 = "fd00:10::1";

    private static final String BRIDGE = "br0";

    private static final String NO_SURPRISES = String.join(
            "; ",
            "cd /proc/sys/net",
            // Addresses come from nobody but us, and are usable at once.
            "for kind in all default; do echo 0 >ipv6/conf/$kind/accept_ra",
            "echo 0 >ipv6/conf/$kind/accept_dad; echo 0 >ipv4/conf/$kind/rp_filter; done");

    private final String prefix;
    private final int number = Namespaces.number();
    private final String switchNamespace;
    private final List<String> namespaces = new ArrayList<>();
    private final List<Node> routers = new ArrayList<>();
    private final List<Node> clients = new ArrayList<>();
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::dismantle, "lab clean-up");
    private boolean closed;

    private Lab(String prefix) {
        this.prefix = prefix;
        this.switchNamespace = Namespaces.name(prefix, number, "sw");
    }

    /**
     * Builds a lab.
     *
     * @param prefix what the names of its namespaces begin with: one to eight small letters
     * @param routers how many, up to 9
     * @param clients how many, up to 9
     */
    public static Lab build(String prefix, int routers, int clients) {
        if (!prefix.matches("[a-z]{1,8}")) {
            throw new IllegalArgumentException("a prefix is one to eight small letters, not " + prefix);
        }
        Namespaces.removeLeftovers(prefix);
        Lab lab = new Lab(prefix);
        Runtime.getRuntime().addShutdownHook(lab.atExit);
        try {
            lab.addSwitch();
            for (int i = 1; i <= routers; i++) {
                lab.routers.add(lab.addNode("r" + i, "10.0.0.1" + i, "fd00:10::1" + i, "1" + i));
            }
            for (int i = 1; i <= clients; i++) {
                lab.clients.add(lab.addNode("c" + i, "10.0.0.10" + i, "fd00:10::10" + i, "6" + i));
                batch(
                        Namespaces.name(prefix, lab.number, "c" + i),
                        "route add default via %s\nroute add default via %s\n".formatted(SHARED4, SHARED6));
            }
            return lab;
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** A router, the first being 1. */
    public Node router(int number) {
        return routers.get(number - 1);
    }

    /** A client, the first being 1. */
    public Node client(int number) {
        return clients.get(number - 1);
    }

    /** Starts to record what VRRP routers say on the switch. */
    public Capture capture() {
        return Capture.start(this::startAtSwitch, BRIDGE);
    }

    /** Behind which node's cable the switch believes a hardware address to be: the node's name, or an empty string. */
    public String believedAt(String mac) {
        return Commands.check("bridge", "-n", switchNamespace, "fdb", "show", "br", BRIDGE, "dynamic")
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length > 2 && words[0].equals(mac))
                .map(words -> words[2])
                .findFirst()
                .orElse("");
    }

    private Program startAtSwitch(String title, List<String> command, Program.Sink output) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", switchNamespace));
        inside.addAll(command);
        Program program = Program.start("switch " + title, inside, output);
        own(program);
        return program;
    }

    private void addSwitch() {
        addNamespace(switchNamespace);
        inside(switchNamespace, "cd /proc/sys/net/ipv6/conf; echo 1 >all/disable_ipv6; echo 1 >default/disable_ipv6");
        batch(switchNamespace, """
                link set lo up
                link add %1$s type bridge forward_delay 0 stp_state 0 mcast_snooping 0
                link set %1$s up
                """.formatted(BRIDGE));
    }

    private Node addNode(String name, String address4, String address6, String lastOctet) {
        String namespace = Namespaces.name(prefix, number, name);
        addNamespace(namespace);
        inside(namespace, NO_SURPRISES);
        Runnable newInterface = () -> addInterface(name, namespace, address4, address6, lastOctet);
        newInterface.run();
        String linkLocal = "fe80::ff:fe00:" + lastOctet;
        Cable cable = new Cable(switchNamespace, name);
        return new Node(name, namespace, address4, address6, linkLocal, cable, newInterface, this::own);
    }

    /** Both ends of the cable are born in their namespaces, so that nothing leaks into the host's if this is cut short. */
    private void addInterface(String name, String namespace, String address4, String address6, String lastOctet) {
        batch(namespace, """
                link add name eth0 address 02:00:00:00:00:%s type veth peer name %s netns %s
                link set lo up
                link set eth0 addrgenmode eui64 up
                address add %s/24 dev eth0
                address add %s/64 dev eth0 nodad
                """.formatted(lastOctet, name, switchNamespace, address4, address6));
        batch(switchNamespace, "link set %s master %s up\n".formatted(name, BRIDGE));
    }

    private synchronized void addNamespace(String name) {
        if (closed) {
            throw new LabException("the lab is closed");
        }
        namespaces.add(name);
        Commands.check("ip", "netns", "add", name);
    }

    private static void inside(String namespace, String script) {
        Commands.check("ip", "netns", "exec", namespace, "sh", "-ec", script);
    }

    private static void batch(String namespace, String commands) {
        Commands.check(List.of("ip", "-n", namespace, "-batch", "-"), commands);
    }

    private synchronized void own(AutoCloseable thing) {
        owned.push(thing);
        if (closed) {
            dismantle();
            throw new LabException("the lab is closed");
        }
    }

    @Override
    public void close() {
        dismantle();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The virtual machine is ending, and the hook finds nothing left to do.
            return;
        }
    }

    private synchronized void dismantle() {
        closed = true;
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                // Whatever could not be ended nicely is killed with its namespace.
                continue;
            }
        }
        namespaces.forEach(Namespaces::remove);
        namespaces.clear();
    }
}
