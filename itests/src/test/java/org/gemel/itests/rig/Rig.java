package org.gemel.itests.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Requirements;

/** Two routers that share an address, a client that uses it, and a capture of what the routers say to each other. */
public final class Rig implements AutoCloseable {

    /** The better router's priority. */
    public static final int BETTER = 200;

    /** The other router's priority, the protocol's default. */
    public static final int OTHER = 100;

    /** Long enough for anything here, also on a busy machine; only a failure waits that long. */
    public static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Setup setup;
    private final Path directory;
    private final Lab lab;
    private final Router better;
    private final Router other;

    private Rig(Setup setup, Path directory, Lab lab, Router better, Router other) {
        this.setup = setup;
        this.directory = directory;
        this.lab = lab;
        this.better = better;
        this.other = other;
    }

    /** What is missing on this machine for rigs of some software, a sentence each. */
    public static List<String> missing(Software... software) {
        return missing(List.of(), software);
    }

    /** What is missing on this machine for rigs of some software and more programs, a sentence each. */
    public static List<String> missing(List<String> programs, Software... software) {
        Set<String> missing = new LinkedHashSet<>(Requirements.missing(programs.toArray(String[]::new)));
        Stream.of(software).map(Software::missing).forEach(missing::addAll);
        return new ArrayList<>(missing);
    }

    /** Builds a rig on which nothing runs yet. */
    public static Rig build(Setup setup, Software better, Software other) {
        return build(setup, better, BETTER, other, OTHER);
    }

    /** Builds a rig on which nothing runs yet, with other priorities than usual. */
    public static Rig build(Setup setup, Software better, int betterPriority, Software other, int otherPriority) {
        return build(setup, better, betterPriority, other, otherPriority, 1);
    }

    /** Builds a rig on which nothing runs yet, with other priorities than usual and more clients. */
    public static Rig build(
            Setup setup, Software better, int betterPriority, Software other, int otherPriority, int clients) {
        Lab lab = Lab.build("gemelit", 2, clients);
        try {
            Path directory = Files.createTempDirectory("gemel-rig");
            Node r1 = lab.router(1);
            Node r2 = lab.router(2);
            return new Rig(
                    setup,
                    directory,
                    lab,
                    new Router(r1, r2, better, betterPriority, betterPriority > otherPriority, directory.resolve("r1")),
                    new Router(r2, r1, other, otherPriority, false, directory.resolve("r2")));
        } catch (IOException e) {
            lab.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** The router of higher priority. */
    public Router better() {
        return better;
    }

    /** The router of lower priority. */
    public Router other() {
        return other;
    }

    /** Who uses the shared address. */
    public Node client() {
        return lab.client(1);
    }

    /** One of those on the LAN besides the routers, the first being 1. */
    public Node client(int number) {
        return lab.client(number);
    }

    /** What the routers have in common. */
    public Setup setup() {
        return setup;
    }

    /** The shared address that the client uses. */
    public String shared() {
        return setup.shared();
    }

    /** Behind whose cable the switch believes a hardware address to be. */
    public String believedAt(String mac) {
        return lab.believedAt(mac);
    }

    /** Starts to record what the routers say. */
    public Capture capture() {
        return lab.capture();
    }

    /** Starts both routers and waits until both run and the better one serves. */
    public void startBoth() {
        other.start(setup);
        better.start(setup);
        other.awaitReady();
        better.awaitReady();
        awaitServing(better);
    }

    /** Waits until one router alone holds the shared address and the client reaches it there. */
    public void awaitServing(Router router) {
        Router idle = router == better ? other : better;
        await(router + " alone holds " + shared(), () -> router.holds(shared()) && !idle.holds(shared()));
        await("the client reaches " + shared(), () -> client().reaches(shared()));
    }

    /** Waits until a condition holds; if it does not, the failure tells what the routers wrote. */
    public void await(String what, BooleanSupplier condition) {
        Await.until(what, DEADLINE, condition, () -> "\n" + better.story() + other.story());
    }

    @Override
    public void close() {
        lab.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
