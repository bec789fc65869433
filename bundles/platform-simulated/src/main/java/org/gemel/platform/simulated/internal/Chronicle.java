package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.Station;

/** Digests what happens and tells the observers. */
final class Chronicle {

    private final SimulatedWorld world;
    private final List<Observer> observers = new ArrayList<>();
    private long digest = 0x9e37_79b9_7f4a_7c15L;

    Chronicle(SimulatedWorld world) {
        this.world = world;
    }

    void observe(Observer observer) {
        observers.add(observer);
    }

    long digest() {
        return digest;
    }

    void sent(Nic from, Packet packet) {
        note(1, packet.hash());
        for (Observer observer : observers) {
            observer.sent(from, packet.view(), packet.frame());
        }
    }

    void received(Nic at, Packet packet) {
        note(2, at.mac().value());
        for (Observer observer : observers) {
            observer.received(at, packet.view());
        }
    }

    void lost(Station from, Station to, Packet packet) {
        note(3, to.mac().value());
        for (Observer observer : observers) {
            observer.lost(from, to, packet.view());
        }
    }

    void addressAdded(Nic nic, InetAddress address) {
        note(4, nic.mac().value() * 31 + address.hashCode());
        for (Observer observer : observers) {
            observer.addressAdded(nic, address);
        }
    }

    void addressRemoved(Nic nic, InetAddress address, Observer.Removal why) {
        note(5 + why.ordinal(), nic.mac().value() * 31 + address.hashCode());
        for (Observer observer : observers) {
            observer.addressRemoved(nic, address, why);
        }
    }

    void plugged(Station station, boolean in) {
        note(in ? 20 : 21, station.mac().value());
        for (Observer observer : observers) {
            observer.plugged(station, in);
        }
    }

    void process(Node node, Observer.Happening what) {
        note(10 + what.ordinal(), node.name().hashCode());
        for (Observer observer : observers) {
            observer.process(node, what);
        }
    }

    private void note(int kind, long what) {
        long mixed = (digest ^ (world.now() * 31 + kind) ^ (what * 0xbf58_476d_1ce4_e5b9L)) * 0x94d0_49bb_1331_11ebL;
        digest = mixed ^ (mixed >>> 29);
    }
}
