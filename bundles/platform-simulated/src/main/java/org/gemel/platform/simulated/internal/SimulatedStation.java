package org.gemel.platform.simulated.internal;

import org.gemel.api.platform.MacAddress;
import org.gemel.platform.simulated.Station;

/** A port of a switch and what is plugged into it. */
abstract class SimulatedStation implements Station {

    private final String name;
    private final MacAddress mac;
    private final SimulatedLan lan;
    private final int port;
    private boolean plugged = true;

    SimulatedStation(String name, MacAddress mac, SimulatedLan lan) {
        this(name, mac, lan, lan.nextPort());
    }

    /** Something behind a port that somebody else is plugged into. */
    SimulatedStation(String name, MacAddress mac, SimulatedLan lan, int port) {
        this.name = name;
        this.mac = mac;
        this.lan = lan;
        this.port = port;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final MacAddress mac() {
        return mac;
    }

    @Override
    public final SimulatedLan lan() {
        return lan;
    }

    @Override
    public boolean plugged() {
        return plugged;
    }

    @Override
    public final void plug() {
        setPlugged(true);
    }

    @Override
    public final void unplug() {
        setPlugged(false);
    }

    private void setPlugged(boolean in) {
        if (plugged != in) {
            plugged = in;
            lan.world().chronicle().plugged(this, in);
            carrierChanged();
        }
    }

    /** It is not there any more. */
    final void gone() {
        plugged = false;
    }

    final int port() {
        return port;
    }

    /** The cable was pulled or plugged in. */
    abstract void carrierChanged();

    /** Whether a packet is worth carrying here. */
    abstract boolean wants(Packet packet);

    /** A packet arrives. */
    abstract void arrive(Packet packet);
}
