package org.gemel.fuzz;

import java.nio.ByteBuffer;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.InstanceStatus;

/**
 * Packets from a LAN with virtual routers of every version, family and authentication. An input is a row of packets: one
 * byte that chooses the family and what is repaired, two bytes of length, the packet from its IP header on.
 */
public final class AdvertisementFuzz {

    private static final int MOST_PACKETS = 16;
    private static final int IPV6 = 0x01;
    private static final int REPAIR_ADDRESSING = 0x02;
    private static final int REPAIR_CHECKSUM = 0x04;

    private AdvertisementFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        FuzzedRouters routers = new FuzzedRouters(10);
        ByteBuffer in = ByteBuffer.wrap(data);
        for (int i = 0; i < MOST_PACKETS && in.remaining() > 3; i++) {
            int choice = in.get();
            int length = Math.min(in.getShort() & 0xffff, in.remaining());
            byte[] packet = new byte[length];
            in.get(packet);
            boolean ipv6 = (choice & IPV6) != 0;
            if ((choice & REPAIR_ADDRESSING) != 0) {
                PacketRepair.addressing(packet, ipv6);
            }
            if ((choice & REPAIR_CHECKSUM) != 0) {
                PacketRepair.checksum(packet);
            }
            routers.receive(packet, ipv6);
        }
        check(routers.status());
    }

    private static void check(EngineStatus status) {
        for (InstanceStatus each : status.instances()) {
            int priority = each.effectivePriority();
            if (priority < 1 || priority > 255) {
                throw new IllegalStateException(each.name() + " has priority " + priority);
            }
            if (each.counters().values().stream().anyMatch(count -> count < 0)) {
                throw new IllegalStateException(each.name() + " counts " + each.counters());
            }
        }
    }
}
