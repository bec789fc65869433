package org.gemel.demo.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A computer of the lab: a network namespace with one interface, {@value #INTERFACE}, on the switch. */
public final class Node {

    /** The interface that the cable is in. */
    public static final String INTERFACE = "eth0";

    private final String name;
    private final String namespace;
    private final String address4;
    private final String address6;
    private final String linkLocal;
    private final Cable cable;
    private final Runnable newInterface;
    private final Consumer<AutoCloseable> owned;

    Node(
            String name,
            String namespace,
            String address4,
            String address6,
            String linkLocal,
            Cable cable,
            Runnable newInterface,
            Consumer<AutoCloseable> owned) {
        this.name = name;
        this.namespace = namespace;
        this.address4 = address4;
        this.address6 = address6;
        this.linkLocal = linkLocal;
        this.cable = cable;
        this.newInterface = newInterface;
        this.owned = owned;
    }

    /** Its name in the lab, such as {@code r1}. */
    public String name() {
        return name;
    }

    /** Its IPv4 address. */
    public String address4() {
        return address4;
    }

    /** Its IPv6 address. */
    public String address6() {
        return address6;
    }

    /** Its link-local IPv6 address. */
    public String linkLocal() {
        return linkLocal;
    }

    /** The cable to the switch. */
    public Cable cable() {
        return cable;
    }

    /** Takes its interface out, as when a card is pulled or its driver unloaded: the kernel knows it no more. */
    public void removeInterface() {
        Commands.check("ip", "-n", namespace, "link", "del", INTERFACE);
    }

    /** Puts its interface back, with the addresses that it had at first. */
    public void restoreInterface() {
        newInterface.run();
    }

    /**
     * Runs a program here to its end.
     *
     * @return what it wrote
     * @throws LabException if it fails
     */
    public String run(String... command) {
        return Commands.check(inside(List.of(command)), "");
    }

    /** Runs a program here to its end, and tells whether it succeeded. */
    public boolean succeeds(String... command) {
        return Commands.run(inside(List.of(command)), "").status() == 0;
    }

    /** Starts a program here that runs until it is told to end, or the lab is closed. */
    public Program start(String title, List<String> command) {
        Program program = Program.start(name + " " + title, inside(command));
        owned.accept(program);
        return program;
    }

    Program start(String title, List<String> command, Program.Sink output) {
        Program program = Program.start(name + " " + title, inside(command), output);
        owned.accept(program);
        return program;
    }

    /** The addresses that its interface has now. */
    public List<HeldAddress> addresses() {
        return Commands.check("ip", "-o", "-n", namespace, "address", "show", "dev", INTERFACE)
                .lines()
                .map(HeldAddress::parse)
                .toList();
    }

    /** Whether its interface has an address now; {@code address} without a prefix length. */
    public boolean holds(String address) {
        return addresses().stream().anyMatch(held -> held.address().equals(address));
    }

    /** Takes an address off its interface as an administrator would; {@code address} with its prefix length. */
    public void deleteAddress(String address) {
        Commands.check("ip", "-n", namespace, "address", "del", address, "dev", INTERFACE);
    }

    /** Whether one ping of an address, sent from here, is answered. */
    public boolean reaches(String address) {
        return succeeds("ping", "-n", "-c", "1", "-W", "1", address);
    }

    /** Starts to record the changes of its addresses. */
    public AddressWatch watchAddresses() {
        return AddressWatch.start(this);
    }

    /** Starts to ping an address from here, that many milliseconds apart. */
    public Prober probe(String address, int everyMillis) {
        return Prober.start(this, address, everyMillis);
    }

    private List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(command);
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
