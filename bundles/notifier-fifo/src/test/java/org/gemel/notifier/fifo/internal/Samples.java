package org.gemel.notifier.fifo.internal;

import static org.gemel.api.status.VrrpState.BACKUP;
import static org.gemel.api.status.VrrpState.INIT;
import static org.gemel.api.status.VrrpState.MASTER;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.Command;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Notifications.Fifo;
import org.gemel.api.config.Notifications.Fifo.Content;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.status.VrrpState;

/** Events and configurations of a node with a virtual router V1. */
final class Samples {

    static final String PATH = "/run/events";
    static final String READER = "/bin/read";

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Samples() {}

    static Notice wanting(Wishes wishes, Event event) {
        return new Notice(event, wishes);
    }

    static Notice notice(Event event) {
        return wanting(Wishes.NONE, event);
    }

    static Event became(VrrpState from, VrrpState to) {
        return new Event.Transition(NOON, "V1", from, to, 150, "a test");
    }

    static Notice master() {
        return notice(became(BACKUP, MASTER));
    }

    static Event ended(Event.End end) {
        return new Event.Ended(NOON, "V1", end, 150);
    }

    static Event priority(int to) {
        return new Event.PriorityChanged(NOON, "V1", 150, to, "a test");
    }

    static Event lowerHeard() {
        return new Event.LowerPriorityHeard(NOON, "V1", 150);
    }

    static Event restored() {
        return new Event.AddressRestored(NOON, "V1", "10.0.0.1/24");
    }

    static Event groupBecame(VrrpState to) {
        return new Event.GroupTransition(NOON, "G", INIT, to, "a test");
    }

    static Event groupEnded(Event.End end) {
        return new Event.GroupEnded(NOON, "G", end);
    }

    static Event quorum(String virtualServer, boolean reached) {
        return new Event.QuorumChanged(NOON, virtualServer, reached, 2, 1, "a test");
    }

    static Event realServer(String virtualServer, String realServer, boolean alive) {
        return new Event.RealServerChanged(NOON, virtualServer, realServer, alive, "a test");
    }

    static Fifo fifo() {
        return fifo(PATH, Content.ALL, false);
    }

    static Fifo fifo(String path, Content content, boolean statesAfterReload) {
        return new Fifo(Path.of(path), null, null, null, content, statesAfterReload);
    }

    static Fifo fifoWithReader() {
        Command reader = new Command(List.of(READER, "-v"), null, null, ScriptPolicy.DEFAULT);
        return new Fifo(Path.of(PATH), null, null, reader, Content.ALL, false);
    }

    static Configuration configuration(Fifo... fifos) {
        List<VrrpInstance> instances =
                Stream.of("V1", "V2").map(Samples::instance).toList();
        return new Configuration.Builder("node")
                .instances(instances)
                .syncGroups(List.of(new SyncGroup("G", List.of("V1", "V2"), List.of(), false)))
                .notifications(new Notifications(Map.of(), List.of(fifos), null, List.of()))
                .build();
    }

    private static VrrpInstance instance(String name) {
        return new VrrpInstance.Builder(name, "eth0", 51, Family.IPV4, 2, InetAddress.getLoopbackAddress()).build();
    }
}
