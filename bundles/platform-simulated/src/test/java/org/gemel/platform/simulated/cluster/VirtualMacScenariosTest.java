package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Announcements;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two routers share a virtual hardware address, and a client that does not know of any other. */
class VirtualMacScenariosTest {

    private static final MacAddress VIRTUAL = new MacAddress(VirtualLink.standardMac(Family.IPV4, 51));
    private static final InetAddress SHARED = Mode.address("10.0.0.1");
    private static final String LINK = "vrrp.51";

    private final World world = new DefaultSimulator().newWorld(1);
    private final Lan lan = world.newLan("lan");
    private final List<Nic> nics = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Platform> platforms = new ArrayList<>();
    private final List<Configuration> configurations = new ArrayList<>();
    private Duration interval = Duration.ofSeconds(1);
    private Client client;

    @BeforeEach
    void build() {
        lan.conditions(Conditions.WIRED);
        for (int number = 1; number <= 2; number++) {
            nics.add(world.newNode("r" + number)
                    .connect(lan, "eth0", new MacAddress(0x0200_0000_0000L + number), "10.0.0.1" + number + "/24"));
        }
        client = lan.newClient("c", new MacAddress(0x0200_0000_0063L));
    }

    @Test
    void theClientKeepsTheHardwareAddressOverATakeover() {
        start(1, 200);
        start(2, 100);
        world.run(Duration.ofSeconds(10));
        client.probe(SHARED, Duration.ofMillis(100));
        world.run(Duration.ofSeconds(10));
        assertThat(client.neighbour(SHARED)).isEqualTo(VIRTUAL);
        assertThat(client.lost()).isZero();

        node(1).kill();
        world.run(Duration.ofSeconds(20));

        assertThat(client.neighbour(SHARED)).isEqualTo(VIRTUAL);
        assertThat(client.probes().get(client.probes().size() - 1).answeredBy()).isEqualTo(node(2));
    }

    @Test
    void nothingIsLostWhenABetterRouterComes() {
        start(2, 100);
        world.run(Duration.ofSeconds(10));
        client.probe(SHARED, Duration.ofMillis(10));
        world.run(Duration.ofSeconds(5));

        start(1, 200);
        world.run(Duration.ofSeconds(20));

        assertThat(client.probes().get(client.probes().size() - 1).answeredBy()).isEqualTo(node(1));
        assertThat(client.lost()).isLessThanOrEqualTo(1);
    }

    @Test
    void whoAdvertisesFromTheHardwareAddressAnswersAtItAlready() {
        List<Boolean> answered = new ArrayList<>();
        world.observe(new Observer() {
            @Override
            public void sent(Nic from, ByteBuffer bytes, boolean frame) {
                if (!frame) {
                    answered.add(virtual(1).holds(SHARED) && virtual(1).link().up());
                }
            }
        });

        start(1, 200);
        world.run(Duration.ofSeconds(10));

        assertThat(answered).isNotEmpty().doesNotContain(false);
    }

    @Test
    void whoHandsOverServesAndIsFoundUntilTheSuccessorHasAdvertisedTwice() {
        VrrpEngine engine = start(1, 200);
        world.run(Duration.ofSeconds(10));
        start(2, 100);
        world.run(Duration.ofSeconds(10));
        client.probe(SHARED, Duration.ofMillis(1));
        List<String> story = storyOfTheSwitch();

        HandoverResult result = world.await(engine.handOver(Set.of("VI")), Duration.ofMinutes(1))
                .get(0);
        world.run(Duration.ofMillis(500));

        assertThat(result.end()).isEqualTo(HandoverResult.End.HANDED_OVER);
        assertThat(story).containsExactly("r2 advertises", "r1 recalls", "r2 advertises", "r1 lets go");
        assertThat(client.lost()).isZero();
        assertThat(client.neighbour(SHARED)).isEqualTo(VIRTUAL);
    }

    @Test
    void whereTheSuccessorSpeaksAgainTooLateNothingIsCalledBack() {
        interval = Duration.ofSeconds(10);
        VrrpEngine engine = start(1, 200);
        world.run(Duration.ofSeconds(60));
        start(2, 100);
        world.run(Duration.ofSeconds(60));
        client.probe(SHARED, Duration.ofMillis(1));
        List<String> story = storyOfTheSwitch();

        world.await(engine.handOver(Set.of("VI")), Duration.ofMinutes(2));
        world.run(Duration.ofSeconds(5));

        assertThat(story).containsExactly("r2 advertises", "r1 lets go");
        assertThat(client.lost()).isZero();
    }

    @Test
    void inAStopThatIsNearlyOverNothingIsCalledBack() {
        VrrpEngine engine = start(1, 200);
        world.run(Duration.ofSeconds(10));
        start(2, 100);
        world.run(Duration.ofSeconds(10));
        client.probe(SHARED, Duration.ofMillis(1));
        List<String> story = storyOfTheSwitch();

        world.await(engine.retire(Duration.ofMillis(1500)), Duration.ofMinutes(1));

        assertThat(story).containsExactly("r2 advertises", "r1 lets go");
        assertThat(client.lost()).isZero();
    }

    /** What is done from now on that counts for a switch that may send to r1 or to r2. */
    private List<String> storyOfTheSwitch() {
        List<String> story = new ArrayList<>();
        world.observe(new Observer() {
            @Override
            public void sent(Nic from, ByteBuffer bytes, boolean frame) {
                if (frame && bytes.getShort(12) == (short) 0x8035) {
                    story.add(from.node().name() + " recalls");
                } else if (!frame && from.node() == node(2)) {
                    story.add("r2 advertises");
                }
            }

            @Override
            public void addressRemoved(Nic nic, InetAddress address, Removal why) {
                story.add(nic.node().name() + " lets go");
            }
        });
        return story;
    }

    @Test
    void aBackupsLinkIsDownAndAMastersUp() {
        start(1, 200);
        start(2, 100);
        world.run(Duration.ofSeconds(10));

        assertThat(virtual(1).link().up()).isTrue();
        assertThat(virtual(2).link().up()).isFalse();
    }

    @Test
    void twoMastersThatMeetHearEachOtherAlthoughTheyAreFromTheSameHardwareAddress() {
        lan.partition(List.of(List.of(nics.get(0)), List.of(nics.get(1))));
        start(1, 200);
        start(2, 100);
        world.run(Duration.ofSeconds(10));
        assertThat(virtual(2).link().up()).isTrue();

        lan.heal();
        world.run(Duration.ofSeconds(3));

        assertThat(virtual(1).holds(SHARED)).isTrue();
        assertThat(virtual(2).holds(SHARED)).isFalse();
        assertThat(virtual(2).link().up()).isFalse();
    }

    @Test
    void aLinkThatSomebodyRemovesIsMadeAgain() {
        start(1, 200);
        world.run(Duration.ofSeconds(10));

        node(1).disconnect(virtual(1));
        world.run(Duration.ofSeconds(1));

        assertThat(virtual(1).holds(SHARED)).isTrue();
        assertThat(virtual(1).link().up()).isTrue();
    }

    @Test
    void aLinkThatIsRefusedIsReportedOnceAndMadeAsSoonAsTheNameIsFree() {
        Nic another = node(1).connect(lan, LINK, new MacAddress(0x0200_0000_0077L));
        start(1, 200);
        world.run(Duration.ofSeconds(10));
        assertThat(problems).containsExactly("virtual-link-refused");

        node(1).disconnect(another);
        world.run(Duration.ofSeconds(6));

        assertThat(virtual(1).holds(SHARED)).isTrue();
        assertThat(problems).hasSize(1);
    }

    @Test
    void whatAKilledRouterLeftIsReplaced() {
        start(1, 200);
        world.run(Duration.ofSeconds(10));

        node(1).kill();
        start(1, 200);
        world.run(Duration.ofSeconds(10));

        assertThat(node(1).nics()).hasSize(2);
        assertThat(virtual(1).holds(SHARED)).isTrue();
    }

    @Test
    void aNewMasterRemindsTheSwitchInAFormThatThePreemptedOneDoesNotAnswer() {
        List<Long> replies = new ArrayList<>();
        world.observe(new Observer() {
            @Override
            public void sent(Nic from, ByteBuffer bytes, boolean frame) {
                if (frame && bytes.getShort(12) == 0x0806 && bytes.getShort(20) == 2) {
                    replies.add(world.now());
                }
            }
        });

        start(1, 200);
        world.run(Duration.ofSeconds(10));

        assertThat(replies).hasSize(3);
        assertThat(replies.get(2) - replies.get(0))
                .isEqualTo(Duration.ofMillis(240).toNanos());
    }

    @Test
    void garpExtraIfRemindsTheSwitchWhereNoAdvertisementDoes() {
        List<Long> frames = new ArrayList<>();
        start(1, 200, false, Duration.ofSeconds(60));
        world.run(Duration.ofSeconds(30));
        world.observe(new Observer() {
            @Override
            public void sent(Nic from, ByteBuffer bytes, boolean frame) {
                if (frame) {
                    frames.add(world.now());
                }
            }
        });

        world.run(Duration.ofMinutes(10));

        assertThat(frames).hasSize(10);
    }

    @Test
    void aMasterWhoseEngineIsReplacedTooLateHasItsLinkDown() {
        VrrpEngine engine = start(1, 200);
        world.run(Duration.ofSeconds(10));
        start(2, 100);
        world.run(Duration.ofSeconds(10));
        assertThat(virtual(1).link().up()).isTrue();

        String memory = world.await(engine.suspend(), Duration.ofSeconds(1));
        world.run(Duration.ofSeconds(6));
        new DefaultVrrpEngineFactory()
                .create(platforms.get(0), this::note, memory)
                .apply(configurations.get(0));
        world.run(Duration.ofMillis(200));

        assertThat(virtual(2).link().up()).isTrue();
        assertThat(virtual(1).link().up()).isFalse();
    }

    @Test
    void aMasterWhoseLinkIsGoneWhenItsEngineIsReplacedHasItUpAgain() throws PlatformException {
        VrrpEngine engine = start(1, 200);
        world.run(Duration.ofSeconds(10));

        String memory = world.await(engine.suspend(), Duration.ofSeconds(1));
        platforms.get(0).network().removeVirtualLink(virtual(1).link());
        new DefaultVrrpEngineFactory()
                .create(platforms.get(0), this::note, memory)
                .apply(configurations.get(0));
        world.run(Duration.ofSeconds(1));

        assertThat(virtual(1).link().up()).isTrue();
    }

    private VrrpEngine start(int number, int priority) {
        return start(number, priority, true, Duration.ZERO);
    }

    private VrrpEngine start(int number, int priority, boolean advertises, Duration upkeep) {
        VrrpInstance instance = new VrrpInstance.Builder("VI", "eth0", 51, Family.IPV4, 3, Mode.V3.group())
                .priority(priority)
                .advertInterval(interval)
                .addresses(List.of(new VirtualAddress(SHARED, 24, LINK, 0, null, null)))
                .virtualLinks(List.of(new VirtualLink(
                        LINK, "eth0", VirtualLink.Kind.MACVLAN, VIRTUAL.value(), advertises, false, null, null)))
                .announcements(new Announcements(
                        5, Duration.ofSeconds(5), Duration.ZERO, 1, 5, Duration.ofSeconds(5), upkeep, false))
                .build();
        Configuration configuration = new Configuration("r" + number, List.of(instance));
        Platform platform = node(number).start();
        configurations.add(configuration);
        platforms.add(platform);
        VrrpEngine engine = new DefaultVrrpEngineFactory().create(platform, this::note);
        engine.apply(configuration);
        return engine;
    }

    private void note(Event event) {
        if (event instanceof Event.Problem problem) {
            problems.add(problem.code());
        }
    }

    private Node node(int number) {
        return nics.get(number - 1).node();
    }

    private Nic virtual(int number) {
        return node(number).nics().stream()
                .filter(nic -> nic.link().name().equals(LINK))
                .findFirst()
                .orElseThrow();
    }
}
