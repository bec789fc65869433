package org.gemel.config.internal.bind.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.config.internal.bind.servers.CheckBinder.Checked;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Signature.Body;

/** Binds members of a pool. */
final class RealServerBinder {

    private final ForwardingBinder forwarding;
    private final CheckBinder checks;

    RealServerBinder(ForwardingBinder forwarding, CheckBinder checks) {
        this.forwarding = forwarding;
        this.checks = checks;
    }

    /**
     * @param item the block
     * @param outer what its virtual server says
     * @param ports what port it has where it says none, or where its forwarding leaves no choice
     * @param usual how connections reach it where it says nothing
     */
    RealServer bind(Item item, Inheritance outer, Ports ports, Forwarding usual) {
        Inheritance said = outer.within(item.block());
        Forwarding way = item.block().last("lvs_method").map(forwarding::bind).orElse(usual);
        InetSocketAddress address =
                new InetSocketAddress(item.value(0, InetAddress.class), ports.of(item, way.method()));
        int weight = said.number("weight").orElse(1);
        Checked checked = new Checked(
                new InetSocketAddress(address.getAddress(), ports.checked(item, address.getPort())), weight);
        List<CheckerDefinition> checkers = item.block().items().stream()
                .filter(each -> each.keyword().signature().body() != Body.NONE)
                .flatMap(each -> checks.bind(each, said, checked).stream())
                .toList();
        return new RealServer(
                ClientsBinder.name(address.getAddress(), address.getPort()),
                address,
                way,
                weight,
                said.number("uthreshold").orElse(0),
                said.number("lthreshold").orElse(0),
                said.flag("inhibit_on_failure"),
                said.flag("alpha"),
                checkers,
                item.block().last("snmp_name").map(Item::text).orElse(null));
    }
}
