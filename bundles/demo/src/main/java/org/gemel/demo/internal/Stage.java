package org.gemel.demo.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.Prober;

/** Where the story is played: two routers, {@code r1} the better one, and a client that pings what they share. */
interface Stage extends AutoCloseable {

    /** The address that the routers share. */
    String SHARED = "10.0.0.1";

    /** Time between two pings. */
    Duration PING_EVERY = Duration.ofMillis(10);

    /** What it is made of, for the audience; lines of at most 80 characters. */
    List<String> description();

    /** The moment it is here. */
    Instant now();

    /** Starts the router program on a router. */
    void start(String router);

    /** Kills it without a warning. */
    void kill(String router);

    /** Kills it and takes the router off the network without anybody noticing, as a power failure does. */
    void cutPower(String router);

    /** Puts the router back on the network and starts its program. */
    void restorePower(String router);

    /** Asks it to end, and waits until it has. */
    void stop(String router);

    /** Whether a router's kernel has the shared address. */
    boolean holds(String router);

    /** The client starts to ping the shared address. */
    void startPinging();

    /** Lets time pass until something is so. */
    void await(String what, BooleanSupplier condition);

    /** Lets time pass. */
    void pass(Duration time);

    /** What the routers' kernels did with the shared address until now. */
    List<AddressChange> changes();

    /** What the client noticed until now. */
    Prober.Report pings();

    /** Clears everything away; the second time, too. */
    @Override
    void close();
}
