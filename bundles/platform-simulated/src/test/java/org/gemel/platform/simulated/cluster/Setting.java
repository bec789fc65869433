package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VrrpInstance;

/** How one router of a cluster is configured. */
record Setting(
        int priority,
        Duration interval,
        boolean preempt,
        Duration preemptDelay,
        boolean startAsMaster,
        boolean ownsAddresses) {

    static Setting priority(int priority) {
        return new Setting(priority, Duration.ofSeconds(1), true, Duration.ZERO, false, false);
    }

    Setting withPriority(int changed) {
        return new Setting(changed, interval, preempt, preemptDelay, startAsMaster, ownsAddresses);
    }

    Setting every(Duration changed) {
        return new Setting(priority, changed, preempt, preemptDelay, startAsMaster, ownsAddresses);
    }

    Setting nopreempt() {
        return new Setting(priority, interval, false, Duration.ZERO, startAsMaster, ownsAddresses);
    }

    Setting preemptDelay(Duration delay) {
        return new Setting(priority, interval, true, delay, startAsMaster, ownsAddresses);
    }

    Setting stateMaster() {
        return new Setting(priority, interval, preempt, preemptDelay, true, ownsAddresses);
    }

    /** The virtual addresses are this router's real ones. */
    Setting owner() {
        return new Setting(priority, interval, preempt, preemptDelay, startAsMaster, true);
    }

    Configuration configuration(Mode mode, int number, int routers) {
        List<UnicastPeer> peers = new ArrayList<>();
        for (int other = 1; mode.unicast && other <= routers; other++) {
            if (other != number) {
                peers.add(new UnicastPeer(Mode.address(mode.realAddress(other))));
            }
        }
        VrrpInstance instance = new VrrpInstance.Builder("VI", Router.LINK, 51, mode.family, mode.version, mode.group())
                .priority(priority)
                .startAsMaster(startAsMaster)
                .advertInterval(interval)
                .preempt(preempt)
                .preemptDelay(preemptDelay)
                .authentication(mode.authentication())
                .unicastPeers(peers)
                .addresses(mode.virtualAddresses())
                .build();
        return new Configuration("r" + number, List.of(instance));
    }

    /** Master-down interval, with the interval of whoever is master. */
    Duration masterDown(Mode mode, Duration masterInterval) {
        return masterInterval.multipliedBy(3).plus(skew(mode, masterInterval));
    }

    Duration skew(Mode mode, Duration masterInterval) {
        Duration unit = mode.version == 2 ? Duration.ofSeconds(1) : masterInterval;
        return unit.multipliedBy(256 - priority).dividedBy(256);
    }
}
