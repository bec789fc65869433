package org.gemel.dataplane.nftables.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Persistence;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.api.config.VirtualServer.Scheduling.Flag;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Service.Destination;
import org.gemel.dataplane.nftables.internal.table.Chain;
import org.gemel.dataplane.nftables.internal.table.Content;
import org.gemel.dataplane.nftables.internal.table.Element;
import org.gemel.dataplane.nftables.internal.table.Expressions;
import org.gemel.dataplane.nftables.internal.table.NamedSet;
import org.gemel.dataplane.nftables.internal.table.Nft;
import org.gemel.dataplane.nftables.internal.table.Rule;

/** Makes a service's part of the table: a chain that chooses, and for each destination one that counts and translates. */
final class ServiceRules {

    /** How many clients a destination remembers. */
    private static final int CLIENTS = 65536;

    /** So that the same clients meet the same servers on every host and after every start. */
    private static final int SEED = 0x67656d65;

    private static final int SOURCE_PORT = 0;

    private final Service service;
    private final Family family;
    private final int size;
    private final Content content = new Content();

    private ServiceRules(Service service) {
        this.service = service;
        this.family = service.address().family();
        this.size = Frame.registers(family);
    }

    static Content of(Service service) {
        return new ServiceRules(service).build();
    }

    private Content build() {
        String name = Names.of(service.address());
        List<Rule> rules = new ArrayList<>();
        List<String> chains = new ArrayList<>();
        for (Destination destination : service.destinations()) {
            String chain = Names.of(service.address(), destination.address());
            chains.add(chain);
            Persistence persistence = service.persistence();
            if (persistence != null) {
                content.add(memory(chain, persistence));
                // Without a weight, drained or failed, it gets nobody's connections: who is known would come back for
                // ever.
                if (destination.weight() > 0) {
                    rules.add(Rule.of(
                            "known clients " + persistence.timeout().toMillis(),
                            to -> client(to, persistence).contained(chain, 0).goTo(chain)));
                }
            }
            content.add(new Chain(chain, destinationRules(chain, destination.address())));
            count(destination.address());
        }
        List<Integer> weights =
                service.destinations().stream().map(Destination::weight).toList();
        List<String> slots = Slots.named(round(weights, chains), chains);
        if (slots.isEmpty()) {
            rules.addAll(refusal());
        } else {
            rules.add(Rule.of(service.scheduling().scheduler(), slots, to -> choose(to, slots.size())));
        }
        content.add(new Chain(name, rules));
        content.elements().put(new Element(Frame.finder(service.address()), Keys.of(service.address())), name);
        return content;
    }

    private int[] round(List<Integer> weights, List<String> names) {
        return switch (service.scheduling().scheduler()) {
            case "rr" -> Slots.equal(weights);
            case "fo" -> Slots.heaviest(weights);
            case "mh" -> Slots.consistent(weights, names);
            default -> Slots.weighted(weights);
        };
    }

    private Expressions choose(Expressions to, int slots) {
        switch (service.scheduling().scheduler()) {
            case "sh", "mh" -> {
                boolean port = service.scheduling().flags().contains(Flag.PORT);
                source(to, 1);
                if (port) {
                    to.payload(Expressions.TRANSPORT, SOURCE_PORT, 2, size + 1);
                }
                to.hash(1, family.addressLength() + (port ? Integer.BYTES : 0), slots, SEED, 0);
            }
            case "dh" -> {
                family(to).payload(Expressions.NETWORK, family == Family.IPV4 ? 16 : 24, family.addressLength(), 1);
                to.hash(1, family.addressLength(), slots, SEED, 0);
            }
            default -> to.number(slots, 0);
        }
        return to.decide(0);
    }

    private NamedSet memory(String chain, Persistence persistence) {
        return new NamedSet(
                chain,
                family == Family.IPV4 ? Nft.TYPE_IPV4 : Nft.TYPE_IPV6,
                family.addressLength(),
                NamedSet.Kind.MEMORY,
                persistence.timeout().toMillis(),
                CLIENTS);
    }

    private Expressions family(Expressions to) {
        return to.meta(Expressions.NFPROTO, 0).equal(0, (byte) Frame.nfproto(family));
    }

    private Expressions source(Expressions to, int register) {
        return family(to)
                .payload(Expressions.NETWORK, family == Family.IPV4 ? 12 : 8, family.addressLength(), register);
    }

    private Expressions client(Expressions to, Persistence persistence) {
        source(to, 0);
        int length = family.addressLength();
        return persistence.prefix() >= length * Byte.SIZE ? to : to.mask(0, Keys.mask(length, persistence.prefix()));
    }

    private List<Rule> destinationRules(String chain, InetSocketAddress destination) {
        List<Rule> rules = new ArrayList<>();
        Persistence persistence = service.persistence();
        if (persistence != null) {
            // A rule of its own: where there is no room to remember, the connection goes on all the same.
            rules.add(Rule.of(
                    "remember " + persistence.timeout().toMillis(),
                    to -> client(to, persistence).remember(chain, 0)));
        }
        for (Protocol protocol : protocols()) {
            rules.add(Rule.of("to", to -> translate(to, protocol, destination)));
        }
        return rules;
    }

    private List<Protocol> protocols() {
        return service.address() instanceof Address.Endpoint endpoint
                ? List.of(endpoint.protocol())
                : List.of(Protocol.values());
    }

    private Expressions translate(Expressions to, Protocol protocol, InetSocketAddress destination) {
        protocol(to, protocol).counter().immediate(0, destination.getAddress().getAddress());
        return destination.getPort() == 0
                ? to.dnat(Frame.nfproto(family), 0)
                : to.immediate(size, Keys.port(destination.getPort())).dnat(Frame.nfproto(family), 0, size);
    }

    private static Expressions protocol(Expressions to, Protocol protocol) {
        return to.meta(Expressions.L4PROTO, 0).equal(0, (byte) Keys.number(protocol));
    }

    private List<Rule> refusal() {
        return protocols().stream()
                .map(protocol -> Rule.of("nobody serves", to -> {
                    protocol(to, protocol);
                    if (protocol == Protocol.TCP) {
                        to.reset();
                    } else {
                        to.unreachable();
                    }
                }))
                .toList();
    }

    private void count(InetSocketAddress destination) {
        if (service.address() instanceof Address.Endpoint endpoint) {
            byte[] key = Keys.of(endpoint, destination);
            content.elements().put(new Element(Frame.counter(endpoint, true), key), "");
            content.elements().put(new Element(Frame.counter(endpoint, false), key), "");
        }
    }
}
