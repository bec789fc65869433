package org.gemel.config.internal.bind.servers;

import java.util.List;
import org.gemel.api.config.VirtualServer;
import org.gemel.config.internal.check.Item;

/**
 * A virtual server and where it was written.
 *
 * @param item its block
 * @param server what that means
 * @param realServers the blocks of its real servers, one for each of them in the same order
 */
record BoundServer(Item item, VirtualServer server, List<Item> realServers) {}
