package org.gemel.platform.simulated;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A machine: a kernel that always runs, and at most one process. The kernel keeps addresses, ends leases that nobody
 * extends (0 to 0.3 s after their end, as Linux does) and answers clients, also when the process is paused or gone.
 */
@ProviderType
public interface Node {

    /** Its name. */
    String name();

    /**
     * Gives it an interface on a LAN, with a cable plugged in.
     *
     * @param lan where
     * @param linkName unique on this node
     * @param mac unique on the LAN
     * @param addresses in the form {@code 192.0.2.1/24} or {@code fe80::1/64}
     */
    Nic connect(Lan lan, String linkName, MacAddress mac, String... addresses);

    /** Removes an interface with its addresses; a later one of the same name is another one. */
    void disconnect(Nic nic);

    /** Its interfaces in the order they were connected. */
    List<Nic> nics();

    /**
     * Starts a process: a new platform, with a loop of its own and a clock with an origin of its own.
     *
     * @throws IllegalStateException if one runs already
     */
    Platform start();

    /** Ends the process without a word, as SIGKILL does; what it leased stays until the lease ends. */
    void kill();

    /** Stops the process from running, as SIGSTOP does; up to 256 packets wait for it. */
    void pause();

    /** Lets the process go on: all that has waited is delivered and all that has become due is done, at once. */
    void resume();

    /** Its disk, and what else runs on it. */
    Software software();

    /** Whether there is a process, paused or not. */
    boolean running();

    /** Whether there is a process and it is paused. */
    boolean paused();

    /**
     * Makes the processes' clock run fast or slow from now on.
     *
     * @param partsPerMillion -500000 to 500000; positive is fast
     */
    void drift(int partsPerMillion);

    /** Makes each timer that is armed from now on expire late by 0 to this much. */
    void lateness(Duration most);

    /** What went through the ports of the present process, or of the last one. */
    Traffic traffic();

    /** The routes that processes have installed, in that order. */
    List<Route> routes();

    /** The policy rules that processes have installed, in that order. */
    List<Rule> rules();

    /** The addresses that packet rules keep packets from; they come into force 20 ms after a process asks for them. */
    Set<InetAddress> refused();

    /** Removes a route by hand; one that is not there is no error. */
    void removeRoute(Route route);

    /** Removes a policy rule by hand; one that is not there is no error. */
    void removeRule(Rule rule);
}
