package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.platform.simulated.cluster.Setting.priority;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Route;
import org.gemel.api.config.StaticEntries;
import org.gemel.api.config.Subnet;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Platform;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine is suspended and another goes on, as when its bundle is updated. */
class SuspensionScenariosTest {

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration LATER = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nobodyNoticesThatTheMastersEngineIsReplaced(Mode mode) {
        Cluster cluster = Cluster.of(mode, priority(200), priority(100)).settled();
        List<Event> events = new ArrayList<>();
        List<String> lost = lostAddresses(cluster);
        cluster.listen((router, event) -> events.add(event));
        cluster.router(1).replaceEngine(SHORT);
        cluster.run(LATER);
        assertThat(events).isEmpty();
        assertThat(lost).isEmpty();
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nobodyNoticesThatTheBackupsEngineIsReplaced(Mode mode) {
        Cluster cluster = Cluster.of(mode, priority(200), priority(100)).settled();
        List<Event> events = new ArrayList<>();
        cluster.listen((router, event) -> events.add(event));
        cluster.router(2).replaceEngine(Duration.ofSeconds(5));
        cluster.run(LATER);
        assertThat(events).isEmpty();
    }

    @Test
    void aHandoverEndsWithTheEngineThatBeganIt() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(200), priority(100).nopreempt()).settled();
        List<Event> events = new ArrayList<>();
        cluster.listen((router, event) -> events.add(event));
        var result = cluster.router(1).handOver();
        cluster.run(Duration.ofSeconds(1));
        cluster.router(1).replaceEngine(SHORT);
        cluster.run(LATER);
        assertThat(events).isEmpty();
        assertThat(cluster.world.await(result, SHORT)).hasSize(1);
        cluster.router(1).kill();
        cluster.run(LATER);
        assertThat(cluster.router(1).holdsAny()).isFalse();
    }

    @Test
    void whoeverIsReplacedInTheMiddleOfAHandoverPreemptsAgain() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(200), priority(100).nopreempt()).settled();
        cluster.router(1).handOver();
        cluster.run(Duration.ofSeconds(1));
        cluster.router(1).replaceEngine(SHORT);
        cluster.run(LATER);
        cluster.router(1).nic.unplug();
        cluster.run(LATER);
        cluster.router(1).nic.plug();
        cluster.run(LATER);
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    @Test
    void theLanIsNotToldAgainWhereTheAddressesAre() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        List<Long> announced = new ArrayList<>();
        cluster.world.observe(new Observer() {
            @Override
            public void sent(Nic from, ByteBuffer bytes, boolean frame) {
                if (frame) {
                    announced.add(cluster.world.now());
                }
            }
        });
        cluster.router(1).replaceEngine(SHORT);
        cluster.run(LATER);
        assertThat(announced).isEmpty();
    }

    @Test
    void numbersThatSignAdvertisementsNeverGoBack() {
        Cluster cluster = Cluster.of(Mode.V2_AH, priority(200), priority(100)).settled();
        List<Long> numbers = new ArrayList<>();
        cluster.world.observe(new Observer() {
            @Override
            public void sent(Nic from, ByteBuffer bytes, boolean frame) {
                if (!frame) {
                    numbers.add(Mode.V2_AH.number(bytes));
                }
            }
        });
        for (int i = 0; i < 10; i++) {
            cluster.router(1).replaceEngine(Duration.ofMillis(10));
            cluster.run(Duration.ofMillis(100));
        }
        assertThat(numbers).hasSizeGreaterThan(9).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aMasterThatDiesWhileABackupIsSuspendedIsReplacedLaterByNoMoreThanThat() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        long died = cluster.world.now();
        cluster.router(1).kill();
        cluster.router(2).replaceEngine(SHORT);
        cluster.runUntil(cluster.router(2)::master);
        assertThat(Duration.ofNanos(cluster.world.now() - died))
                .isLessThanOrEqualTo(Duration.ofMillis(3610).plus(SHORT));
    }

    @Test
    void aMasterThatIsAwayForTooLongIsReplacedAndStandsForElectionAgain() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(200).nopreempt(), priority(100)).settled();
        cluster.router(1).replaceEngine(Duration.ofSeconds(6));
        cluster.run(LATER);
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        assertThat(cluster.router(1).holdsAny()).isFalse();
    }

    @Test
    void replacementsAtAnyTimeChangeNothingInAHealthyCluster() {
        assertThat(LongStream.range(1, 500)
                        .parallel()
                        .filter(SuspensionScenariosTest::isNoticed)
                        .boxed()
                        .toList())
                .as("seeds")
                .isEmpty();
    }

    private static boolean isNoticed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mode mode = Mode.values()[random.nextInt(Mode.values().length)];
        Cluster cluster = new Cluster(seed, mode, List.of(priority(200), priority(100), priority(50))).settled();
        List<Event> events = new ArrayList<>();
        List<String> lost = lostAddresses(cluster);
        cluster.listen((router, event) -> events.add(event));
        for (int i = 0; i < 20; i++) {
            Router any = cluster.routers.get(random.nextInt(3));
            any.replaceEngine(Duration.ofMillis(random.nextInt(3200)));
            cluster.run(Duration.ofMillis(3200 + random.nextInt(3000)));
        }
        return !events.isEmpty() || !lost.isEmpty();
    }

    private static List<String> lostAddresses(Cluster cluster) {
        List<String> lost = new ArrayList<>();
        cluster.world.observe(new Observer() {
            @Override
            public void addressRemoved(Nic nic, java.net.InetAddress address, Removal why) {
                lost.add(nic.node().name() + " " + address + " " + why);
            }
        });
        return lost;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vrrp at=7", "what nobody can read"})
    void staticRoutesAreTakenOverAlsoFromWhoHadNoVirtualRouter(String memory) {
        World world = new DefaultSimulator().newWorld(1);
        List<String> calls = new ArrayList<>();
        Platform real = world.newNode("r1").start();
        Network network = (Network) Proxy.newProxyInstance(
                Network.class.getClassLoader(), new Class<?>[] {Network.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return method.invoke(real.network(), arguments);
                });
        Platform platform = (Platform) Proxy.newProxyInstance(
                Platform.class.getClassLoader(),
                new Class<?>[] {Platform.class},
                (proxy, method, arguments) ->
                        method.getName().equals("network") ? network : method.invoke(real, arguments));
        Route route = Route.to(new Subnet(Mode.address("172.16.0.0"), 24)).build();
        StaticEntries fixed =
                new StaticEntries(List.of(), List.of(new StaticEntries.Entry<>(route, List.of())), List.of());
        new DefaultVrrpEngineFactory()
                .create(platform, event -> {}, memory)
                .apply(new Configuration("r1", List.of())
                        .toBuilder().staticEntries(fixed).build());
        world.run(SHORT);
        assertThat(calls).contains("inherit");
    }
}
