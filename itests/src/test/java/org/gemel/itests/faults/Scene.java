package org.gemel.itests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.itests.faults.Fault.Before;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Software;
import org.jspecify.annotations.Nullable;

/** Where a fault happens: a pair of routers, a household behind it, and all that can be done to them. */
final class Scene implements AutoCloseable {

    private final Before before;
    private final Pair pair;
    private final Path directory;
    private final Rig rig;
    private final Capture capture;
    private final Household household;
    private final OwnClock clock;
    private @Nullable Program stranger;

    /** Builds it; nothing of it runs but the household. */
    Scene(Before before, Pair pair) {
        this.before = before;
        this.pair = pair;
        // Not in /tmp, where nothing that root runs should be.
        this.directory = make();
        this.clock = new OwnClock(directory);
        int priority = before == Before.EQUAL ? Rig.OTHER : Rig.BETTER;
        this.rig = Rig.build(Texts.setup(before, directory), pair.master(), priority, pair.backup(), Rig.OTHER, 3);
        try {
            this.capture = rig.capture();
            if (before == Before.SMALL_DISKS) {
                forBoth(Scene::mountSmallDisk);
            }
            if (before == Before.OWN_CLOCK) {
                clock.make();
            }
            cure();
            this.household =
                    new Household(List.of(rig.better().node(), rig.other().node()), rig.client(1), directory);
        } catch (RuntimeException e) {
            clear();
            throw e;
        }
    }

    private static Path make() {
        try {
            return Files.createTempDirectory(Path.of("/run"), "gemel-faults");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The better router. */
    Router master() {
        return rig.better();
    }

    /** The other one. */
    Router backup() {
        return rig.other();
    }

    /** The routers, and who is on the LAN with them. */
    Rig rig() {
        return rig;
    }

    Household household() {
        return household;
    }

    /** Starts to ping the shared address from a client: 1 has its lease from a router, 2 was set up by hand. */
    Probes probe(int client) {
        return Probes.start(rig.client(client), rig.shared(), directory);
    }

    /** Starts both routers, and waits until the better one serves. */
    void begin() {
        if (before == Before.EQUAL) {
            startMaster();
            rig.awaitServing(rig.better());
            start(backup());
        } else {
            startRouters();
        }
        rig.other().awaitReady();
        rig.better().awaitReady();
        rig.awaitServing(rig.better());
    }

    /** Waits until the master has just advertised, so that what happens next happens at the same time of every interval. */
    void awaitMomentAfterAdvertisement() {
        capture.awaitAdvert(master().node(), Rig.DEADLINE, capture.sightings().size());
    }

    void startRouters() {
        start(backup());
        startMaster();
    }

    void startMaster() {
        start(master());
    }

    void start(Router router) {
        router.start(rig.setup(), before == Before.OWN_CLOCK && router == master() ? clock.command() : List.of());
    }

    /** Sets the clock that the master has of its own: so many seconds from the true time. */
    void clock(long difference) {
        clock.set(difference);
    }

    /** Gives the address to the other router; keepalived can only be ended. */
    void handOver() {
        if (pair.master() == Software.GEMEL) {
            gemel("handover");
        } else {
            master().program().signalMain("TERM");
        }
    }

    /** Lets the master be one again. */
    void takeBack() {
        if (pair.master() == Software.GEMEL) {
            gemel("handover", "--return");
        } else {
            startMaster();
        }
    }

    private void gemel(String... words) {
        List<String> command = new ArrayList<>(List.of(Software.launcher()));
        command.addAll(List.of(words));
        command.addAll(List.of("--run-dir", master().directory().toString()));
        Commands.check(command, "");
    }

    /** Changes the last occurrence of a text in a router's configuration, which it reads then. */
    void change(Router router, String from, String to) {
        router.reload(text -> {
            int at = text.lastIndexOf(from);
            if (at < 0) {
                throw new LabException("the configuration of " + router + " has no " + from);
            }
            return text.substring(0, at) + to + text.substring(at + from.length());
        });
    }

    /** Changes a text in both configurations. */
    void changeBoth(String from, String to) {
        change(backup(), from, to);
        change(master(), from, to);
    }

    /** Cuts the master's file in two, as an editor does that found the disk full, and lets it be read. */
    void breakFile() {
        master().reload(text -> text.substring(0, text.lastIndexOf("    virtual_router_id")));
    }

    /** Puts the whole file back. */
    void repairFile() {
        master().reload(rig.setup());
    }

    void deleteAddress() {
        master().node().deleteAddress(rig.setup().sharedWithLength());
    }

    /** What a network manager does that starts again: all addresses go, and the host's own are back 50 ms later. */
    void flushAddresses() {
        Node node = master().node();
        node.run(
                "sh",
                "-c",
                "ip address flush dev eth0 scope global; sleep 0.05; ip address add " + node.address4()
                        + "/24 dev eth0; ip address add " + node.address6() + "/64 dev eth0 nodad");
    }

    /** Puts another script in the place of the master's. */
    void script(String command) {
        script(master(), command);
    }

    void removeScript() {
        try {
            Files.delete(directory.resolve("check-" + master().node()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the scripts of both succeed. */
    void cure() {
        forBoth(router -> script(router, "exit 0"));
    }

    private void script(Router router, String command) {
        try {
            Path draft = directory.resolve("draft");
            write(draft, "#!/bin/sh\n" + command + "\n");
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, directory.resolve("check-" + router.node()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a third node, keepalived begins to use the same VRID for an address of its own. */
    void startStranger() {
        try {
            Path own = Files.createDirectories(directory.resolve("stranger"));
            write(own.resolve("keepalived.conf"), Texts.STRANGER);
            stranger = rig.client(3).start("stranger", Software.KEEPALIVED.command(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stopStranger() {
        Program running = stranger;
        if (running != null) {
            running.signalMain("TERM");
        }
    }

    private static void mountSmallDisk(Router router) {
        try {
            Files.createDirectories(router.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Commands.check(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=4m,mode=0700",
                "gemel-faults",
                router.directory().toString());
    }

    /** Leaves no room on the disks of both. */
    void fillDisks() {
        forBoth(router -> Commands.run(
                List.of("dd", "if=/dev/zero", "of=" + router.directory().resolve("filling")), ""));
    }

    private void forBoth(Consumer<Router> action) {
        action.accept(rig.other());
        action.accept(rig.better());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clear();
    }

    private void clear() {
        if (before == Before.SMALL_DISKS) {
            forBoth(router ->
                    Commands.run(List.of("umount", "-l", router.directory().toString()), ""));
        }
        rig.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return master().story() + backup().story();
    }
}
