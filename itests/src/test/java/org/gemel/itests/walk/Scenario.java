package org.gemel.itests.walk;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;

/** What happens to a router while it is looked at. */
enum Scenario {
    /** It is alone. */
    BOOT(stage -> {
        stage.startOwn();
        stage.run(15);
    }),
    /** A peer of lower priority is there from the start. */
    LOWER(stage -> {
        stage.startPeer(100);
        stage.startOwn();
        stage.run(15);
    }),
    /** A peer of higher priority is there from the start. */
    HIGHER(stage -> {
        stage.startPeer(200);
        stage.startOwn();
        stage.run(10);
    }),
    /** It comes to a master of lower priority. */
    LATE(stage -> {
        stage.startPeer(100);
        stage.run(10);
        stage.startOwn();
        stage.run(15);
    }),
    /** It is master when one of higher priority comes. */
    OVERTAKEN(stage -> {
        stage.startOwn();
        stage.run(10);
        stage.startPeer(200);
        stage.run(8);
    }),
    /** A peer of higher priority dies. */
    KILL(stage -> {
        stage.startPeer(200);
        stage.run(5);
        stage.startOwn();
        stage.run(5);
        stage.peer.kill();
        stage.run(10);
    }),
    /** It and a peer of lower priority do not hear each other for a while. */
    SPLIT(stage -> {
        stage.lan.partition(List.of(List.of(stage.ownNic), List.of(stage.peerNic)));
        stage.startPeer(100);
        stage.startOwn();
        // The peer's next advertisement is heard before it hears ours.
        stage.run(10.5);
        stage.lan.heal();
        stage.run(15);
    }),
    /** Its cable is pulled and plugged in. */
    LINK(stage -> {
        stage.startOwn();
        stage.run(8);
        stage.ownNic.unplug();
        stage.run(4);
        stage.ownNic.plug();
        stage.run(8);
    }),
    /** The cable of its other interface is pulled and plugged in. */
    OTHER_LINK(stage -> {
        stage.startOwn();
        stage.run(8);
        stage.ownOther.unplug();
        stage.run(4);
        stage.ownOther.plug();
        stage.run(8);
    }),
    /** Somebody removes its virtual address. */
    REMOVED(stage -> {
        stage.startOwn();
        stage.run(8);
        stage.ownNic.removeAddress(address("10.0.0.100"));
        stage.run(4);
    }),
    /** Somebody removes its own address. */
    FLUSHED(stage -> {
        stage.startOwn();
        stage.run(8);
        stage.ownNic.removeAddress(address("10.0.0.1"));
        stage.run(4);
    }),
    /** Somebody removes an address that it advertises from, and that is not its own interface's. */
    ELSEWHERE(stage -> {
        stage.startOwn();
        stage.run(8);
        stage.ownOther.removeAddress(address("10.0.1.1"));
        stage.run(4);
    }),
    /** What it watches fails for a while: a program, a number in a file, a process. */
    FAILING(stage -> {
        int daemon = stage.well();
        stage.startOwn();
        stage.run(8);
        stage.ill(daemon);
        stage.run(6);
        stage.well();
        stage.run(8);
    }),
    /** It is stopped. */
    STOP(stage -> {
        stage.startOwn();
        stage.run(8);
        stage.stopOwn();
        stage.run(2);
    });

    private final Consumer<Stage> story;

    Scenario(Consumer<Stage> story) {
        this.story = story;
    }

    /** What a router with such a configuration does in it. */
    List<String> chronicle(Text text) {
        Stage stage = new Stage(text);
        story.accept(stage);
        stage.count();
        stage.chronicle.line("ends with routes " + stage.own.routes() + " rules " + stage.own.rules());
        return stage.chronicle.lines();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
