package org.gemel.dataplane.nftables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Persistence;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Service.Destination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever was wanted before, the kernel has what is wanted now. */
class RandomStatesTest {

    private static final int STATES = 40;
    private static final long SEED = 20261124;

    private static final List<Address> ADDRESSES = List.of(
            Services.at("tcp 10.1.0.100 80"),
            Services.at("udp 10.1.0.100 53"),
            Services.at("sctp 10.1.0.100 5060"),
            Services.at("tcp 10.1.0.100 0"),
            Services.at("tcp fd01::100 80"),
            Services.at("udp fd01::100 53"),
            new Address.Mark(7, Family.IPV4),
            new Address.Mark(7, Family.IPV6));

    private static final List<String> SCHEDULERS = List.of("rr", "wrr", "sh", "mh", "dh", "fo");

    private final DataPlane dataPlane = new NftablesDataPlane("gemel-lb");
    private final Random random = new Random(SEED);
    private Lab lab;
    private DataPlane.Session session;

    @BeforeEach
    void start() throws Exception {
        Lab.assumePossible();
        lab = new Lab();
        session = open();
    }

    @AfterEach
    void stop() throws Exception {
        if (session != null) {
            session.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private DataPlane.Session open() throws Exception {
        return dataPlane.open(lab.routerPlatform, Balancing.NONE);
    }

    /** The service of a connection that is to go on, which keeps its real server at whatever weight, and random others. */
    private List<Service> state(boolean kept) {
        List<Service> services = new ArrayList<>();
        for (Address address : ADDRESSES) {
            boolean first = address.equals(ADDRESSES.get(0));
            if (first && kept || random.nextInt(3) > 0) {
                services.add(service(address, first && kept));
            }
        }
        return services;
    }

    private Service service(Address address, boolean kept) {
        List<Destination> destinations = new ArrayList<>();
        String network = address.family() == Family.IPV4 ? "10.2.0.1" : "fd02::1";
        for (int host = 1; host <= 3; host++) {
            if (kept && host == 1 || random.nextInt(4) > 0) {
                destinations.add(new Destination(
                        Services.to(
                                network + host, address instanceof Address.Endpoint to && to.port() == 0 ? 0 : 8080),
                        Forwarding.NAT,
                        random.nextInt(4),
                        0,
                        0));
            }
        }
        Persistence persistence =
                random.nextInt(3) > 0 ? null : new Persistence(Duration.ofSeconds(60 + random.nextInt(2)), 24, null);
        return new Service(
                address,
                new Scheduling(SCHEDULERS.get(random.nextInt(SCHEDULERS.size())), Set.of()),
                persistence,
                destinations);
    }

    /** Without what packets and time change, and in one order: sets list their elements by chance. */
    private String table() throws IOException {
        String text = lab.inRouter("nft", "list", "ruleset");
        return text.replaceAll("packets \\d+ bytes \\d+|expires \\w+", "")
                .lines()
                .map(String::strip)
                .flatMap(line -> line.contains(" : ") || line.contains("counter") && line.contains(",")
                        ? List.of(line.split(", ?|elements = \\{|\\}")).stream().map(String::strip)
                        : List.of(line).stream())
                .sorted()
                .reduce("", (all, line) -> line.isEmpty() ? all : all + line + "\n");
    }

    /** What a session that finds nothing makes of it. */
    private String afresh(List<Service> services) throws Exception {
        lab.inRouter("nft", "flush", "ruleset");
        try (DataPlane.Session other = open()) {
            other.apply(services);
            return table();
        }
    }

    @Test
    @Timeout(60)
    void changedInPlaceItIsAsIfMadeAfresh() throws Exception {
        for (int i = 0; i < STATES / 2; i++) {
            List<Service> one = state(false);
            List<Service> other = state(false);
            session.apply(one);
            String first = table();
            assertThat(first).contains("hook prerouting");
            session.apply(other);
            String second = table();
            if (random.nextInt(4) == 0) {
                session.close();
                session = open();
            }
            session.apply(one);

            assertThat(table()).as("back after %s", other).isEqualTo(first);
            assertThat(session.mend()).isEmpty();
            assertThat(afresh(one)).as("%s", one).isEqualTo(first);
            assertThat(afresh(other)).as("%s", other).isEqualTo(second);
            session.mend();
        }
    }

    /** Weights, schedulers and persistence of its own service change, others come and go, sessions end as if killed. */
    @Test
    @Timeout(60)
    void aConnectionToAServerThatStaysGoesOnThroughAllOfIt() throws Exception {
        lab.serveTcp("10.2.0.11", 8080);
        session.apply(List.of(Services.service(ADDRESSES.get(0), "rr", "10.2.0.11 8080")));
        Socket socket = lab.connect("10.1.0.100", 80);
        assertThat(Lab.line(socket)).isEqualTo("10.2.0.11");
        for (int i = 0; i < STATES; i++) {
            if (random.nextInt(4) == 0) {
                session.close();
                session = open();
            }
            List<Service> next = state(true);
            session.apply(next);

            assertThat(Lab.again(socket)).as("%s", next).isEqualTo("10.2.0.11");
        }
    }
}
