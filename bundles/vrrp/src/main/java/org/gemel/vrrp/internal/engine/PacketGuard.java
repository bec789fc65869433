package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PacketRules;

/**
 * Has the packets dropped that no_accept is about, and keeps an address away until the rule about it is in force: a master
 * must not answer at a new address before it is told not to. Loop thread only.
 */
final class PacketGuard {

    private final Network network;
    private final Runnable ready;
    private final Set<InetAddress> inForce = new HashSet<>();
    private Set<InetAddress> wanted = Set.of();
    private int round;

    /** @param ready told when addresses that were kept away may come */
    PacketGuard(Network network, Runnable ready) {
        this.network = network;
        this.ready = ready;
    }

    /** The addresses whose rules are in force. */
    Set<InetAddress> memory() {
        return inForce;
    }

    /** A predecessor has left these rules in force. */
    void inherit(Set<InetAddress> left) {
        inForce.addAll(left);
    }

    /** Whether an address may be put on a link as far as the rules go. */
    boolean admits(InetAddress address) {
        return !wanted.contains(address) || inForce.contains(address);
    }

    /** Keeps away what these rules are about and those in force are not. */
    void expect(PacketRules rules) {
        wanted = rules.refused();
    }

    /**
     * Asks for the rules, once what they are not about any more is gone.
     *
     * @param refused told what could not be done; that keeps nothing away, for the service goes before
     */
    void apply(PacketRules rules, Consumer<String> refused) {
        expect(rules);
        inForce.retainAll(wanted);
        int asked = ++round;
        network.filter(rules, refusal -> done(asked, rules, refusal, refused));
    }

    private void done(int asked, PacketRules rules, Optional<String> refusal, Consumer<String> refused) {
        refusal.ifPresent(refused);
        // What an earlier call was about, a later one may take back meanwhile.
        if (asked == round && inForce.addAll(rules.refused())) {
            ready.run();
        }
    }
}
