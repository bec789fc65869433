package org.gemel.itests.rig;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gemel.demo.lab.AddressWatch;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.jspecify.annotations.Nullable;

/** A router of the rig: a node, and the software that may run on it. */
public final class Router {

    private final Node node;
    private final Node peer;
    private final Software software;
    private final int priority;
    private final boolean expectsToServe;
    private final Path directory;
    private final AddressWatch watch;
    private @Nullable Program program;

    Router(Node node, Node peer, Software software, int priority, boolean expectsToServe, Path directory) {
        this.node = node;
        this.peer = peer;
        this.software = software;
        this.priority = priority;
        this.expectsToServe = expectsToServe;
        this.directory = directory;
        this.watch = node.watchAddresses();
    }

    /** Its place in the lab. */
    public Node node() {
        return node;
    }

    /** What runs on it. */
    public Software software() {
        return software;
    }

    /** What its kernel reported about its addresses. */
    public AddressWatch watch() {
        return watch;
    }

    /** Whether an address is on its interface now. */
    public boolean holds(String address) {
        return watch.holds(address);
    }

    /** Where its configuration is, and what the software writes. */
    public Path directory() {
        return directory;
    }

    /** Starts the software. */
    public Program start(Setup setup) {
        return start(setup, List.of());
    }

    /** Starts the software by another program, such as {@code env}, whose arguments end where its own begin. */
    public Program start(Setup setup, List<String> by) {
        configure(setup);
        List<String> command = new ArrayList<>(by);
        command.addAll(software.command(directory));
        Program started = node.start(software.toString(), command);
        program = started;
        return started;
    }

    /** Waits until the software has begun, and hears signals and commands. */
    public void awaitReady() {
        program().lines().await("start of " + this, Rig.DEADLINE, software::ready);
    }

    /** Writes another configuration and tells the running software to read it. */
    public void reload(Setup setup) {
        configure(setup);
        software.reload(directory, program());
    }

    /** Changes the text of its configuration, and tells the running software to read it, whatever becomes of that. */
    public void reload(UnaryOperator<String> change) {
        try {
            Path file = Software.config(directory);
            Files.writeString(file, change.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program().signalMain("HUP");
    }

    /**
     * A counter of its virtual router, from {@code gemel status}.
     *
     * @throws LabException if there is no such counter
     */
    public long counter(String name) {
        String status = Commands.check(Software.launcher(), "status", "--json", "--run-dir", directory.toString());
        try (JsonParser json = JsonFactory.builder().build().createParser(status)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT && name.equals(json.currentName())) {
                    return json.getLongValue();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new LabException("the status has no counter " + name + ": " + status);
    }

    /** Runs a command of {@code bin/gemel} about it, whatever comes of it. */
    public Commands.Result ask(String... words) {
        List<String> command = new ArrayList<>(List.of(Software.launcher()));
        command.addAll(List.of(words));
        command.addAll(List.of("--run-dir", directory.toString()));
        return Commands.run(command, "");
    }

    /** Writes another configuration, of which nobody is told. */
    public void configure(Setup setup) {
        try {
            Files.createDirectories(directory);
            software.configure(directory, setup, node, peer, priority, expectsToServe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The running software. */
    public Program program() {
        Program running = program;
        if (running == null) {
            throw new LabException("nothing was started on " + node);
        }
        return running;
    }

    /** Whether the software was ever started. */
    public boolean started() {
        return program != null;
    }

    /** What the software wrote, for a person who wonders. */
    public String story() {
        return "--- " + node + " (" + software + ", addresses " + node.addresses() + ")\n"
                + (program == null ? "not started" : program.output()) + "\n";
    }

    @Override
    public String toString() {
        return node + " (" + software + ")";
    }
}
