package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.MacAddress;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Station;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;

/**
 * A LAN falls into two and becomes one again. Clients have learnt where the master on their side was; as soon as there is one
 * master, they know where it is, though a healed switch tells nobody anything.
 */
class HealedPartitionTest {

    private static final long HEALS = 1000;
    private static final Duration MOMENT = Duration.ofMillis(50);

    @Test
    void noClientStaysWithAMasterThatHasYielded() {
        LongStream.rangeClosed(1, HEALS).parallel().forEach(HealedPartitionTest::play);
    }

    /** The member that hears of the better one first takes the others along, whose clients are to know it too. */
    @Test
    void noClientOfASyncGroupDoesEither() {
        for (long seed = 1; seed <= 100; seed++) {
            playGroup(seed);
        }
    }

    private static void playGroup(long seed) {
        World world = new DefaultSimulator().newWorld(seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Lan> lans = List.of(world.newLan("a"), world.newLan("b"));
        lans.forEach(each -> each.conditions(Conditions.WIRED));
        List<GroupRouter> routers = List.of(new GroupRouter(world, lans, 1, 200), new GroupRouter(world, lans, 2, 100));
        routers.forEach(GroupRouter::withOracle);
        routers.forEach(each -> each.apply(each.configuration()));
        world.run(Duration.ofSeconds(8));
        List<Client> clients = new ArrayList<>();
        for (int lan = 0; lan < 2; lan++) {
            Client client = lans.get(lan).newClient("c" + lan, new MacAddress(0x0200_0000_ff00L + lan));
            client.probe(GroupRouter.vip(lan), Duration.ofMillis(50));
            clients.add(client);
            lans.get(lan)
                    .partition(List.of(
                            List.of(routers.get(0).nics.get(lan)),
                            List.of(routers.get(1).nics.get(lan), client)));
        }
        world.run(Duration.ofMillis(20_000 + random.nextInt(5_000)));
        lans.forEach(Lan::heal);
        world.run(Duration.ofSeconds(1).plus(MOMENT));
        for (int lan = 0; lan < 2; lan++) {
            assertThat(clients.get(lan).neighbour(GroupRouter.vip(lan)))
                    .as("seed %d, lan %d", seed, lan)
                    .isEqualTo(routers.get(0).nics.get(lan).mac());
        }
    }

    private static void play(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mode mode = Mode.values()[random.nextInt(Mode.values().length)];
        Duration interval = mode.version == 2 || random.nextBoolean() ? Duration.ofSeconds(1) : Duration.ofMillis(100);
        List<Setting> settings = new ArrayList<>();
        int routers = 2 + random.nextInt(3);
        for (int i = 0; i < routers; i++) {
            settings.add(Setting.priority(50 + 50 * random.nextInt(3)).every(interval));
        }
        Cluster cluster = new Cluster(seed, mode, settings);
        List<Client> clients = new ArrayList<>();
        List<InetAddress> addresses =
                mode.virtualAddresses().stream().map(VirtualAddress::address).toList();
        for (int i = 0; i < 4; i++) {
            Client client = cluster.lan.newClient("c" + i, new MacAddress(0x0200_0000_ff00L + i));
            client.probe(addresses.get(i % addresses.size()), Duration.ofMillis(50));
            clients.add(client);
        }
        cluster.settled();
        split(cluster, clients, random);
        cluster.run(Duration.ofMillis(10_000 + random.nextInt(20_000)));
        cluster.lan.heal();
        // One of the masters advertises.
        cluster.run(interval.plus(MOMENT));
        require(cluster, seed, clients, addresses);
    }

    private static void split(Cluster cluster, List<Client> clients, SplittableRandom random) {
        List<List<Station>> sides = List.of(new ArrayList<>(), new ArrayList<>());
        cluster.routers.forEach(each -> sides.get(random.nextInt(2)).add(each.nic));
        clients.forEach(each -> sides.get(random.nextInt(2)).add(each));
        cluster.lan.partition(sides);
    }

    private static void require(Cluster cluster, long seed, List<Client> clients, List<InetAddress> addresses) {
        List<Router> masters = cluster.masters();
        if (masters.size() != 1) {
            throw new Violation("seed " + seed + ": masters are "
                    + masters.stream().map(Router::name).collect(Collectors.joining(" ")));
        }
        for (int i = 0; i < clients.size(); i++) {
            MacAddress believed = clients.get(i).neighbour(addresses.get(i % addresses.size()));
            // One that was on a side without a router knows nobody, and asks.
            if (believed != null && !believed.equals(masters.get(0).nic.mac())) {
                throw new Violation("seed " + seed + ": " + clients.get(i).name() + " believes " + believed
                        + ", but the master is " + masters.get(0).name());
            }
        }
    }
}
