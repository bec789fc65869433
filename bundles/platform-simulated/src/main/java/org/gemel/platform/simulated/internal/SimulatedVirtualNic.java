package org.gemel.platform.simulated.internal;

import org.gemel.api.platform.MacAddress;

/** A virtual link: behind the cable of its base, with a hardware address of its own, and down until somebody takes it up. */
final class SimulatedVirtualNic extends SimulatedNic {

    private final SimulatedNic base;
    private final SimulatedProcess maker;
    private boolean up;

    SimulatedVirtualNic(SimulatedNic base, String linkName, int index, MacAddress mac, SimulatedProcess maker) {
        super(base, linkName, index, mac);
        this.base = base;
        this.maker = maker;
    }

    boolean isOn(SimulatedNic nic) {
        return nic == base;
    }

    boolean isOf(SimulatedProcess process) {
        return maker == process;
    }

    void enable(boolean on) {
        if (up != on) {
            up = on;
            carrierChanged();
        }
    }

    @Override
    public boolean plugged() {
        return up && base.plugged();
    }

    /** What is for all comes by the base. */
    @Override
    boolean wants(Packet packet) {
        return false;
    }
}
