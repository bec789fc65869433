package org.gemel.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.gemel.platform.linux.internal.netlink.LinkTable;
import org.gemel.platform.linux.internal.netlink.RouteMessage;
import org.gemel.platform.linux.internal.netlink.RouteReader;

/** Datagrams of rtnetlink, one after the other. The kernel is trusted; its next version may say what ours does not know. */
public final class NetlinkFuzz {

    private NetlinkFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        List<RouteMessage> messages = new ArrayList<>();
        try {
            RouteReader.read(
                    ByteBuffer.allocateDirect(data.length)
                            .order(ByteOrder.nativeOrder())
                            .put(data)
                            .flip(),
                    messages::add);
        } catch (IllegalArgumentException declared) {
            // What came before it counts.
        }
        // A message has a header of 16 bytes, and may have been interrupted.
        if (messages.size() > 2 * (data.length / 16)) {
            throw new IllegalStateException(messages.size() + " messages in " + data.length + " bytes");
        }
        LinkTable table = new LinkTable(failure -> {
            throw new IllegalStateException(failure);
        });
        messages.forEach(table::apply);
        table.links().forEach(link -> {
            if (table.link(link.name()) == null) {
                throw new IllegalStateException("lost " + link);
            }
        });
        table.replace(messages);
    }
}
