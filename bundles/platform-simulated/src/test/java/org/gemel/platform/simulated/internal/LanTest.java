package org.gemel.platform.simulated.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Port;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.Traffic;
import org.gemel.platform.simulated.World;
import org.junit.jupiter.api.Test;

/** A simulated switch: who gets what, when, and who answers a client. */
class LanTest {

    private final World world = new DefaultSimulator().newWorld(7);
    private final Lan lan = world.newLan("lan");
    private final Host a = new Host(1);
    private final Host b = new Host(2);
    private final Host c = new Host(3);
    private final InetAddress vip = InetAddress.getByName("192.0.2.100");

    LanTest() throws Exception {}

    private final class Host {
        final List<String> got = new ArrayList<>();
        final Node node;
        final Nic nic;
        final Port port;
        final MacAddress mac;

        Host(int number) throws Exception {
            node = world.newNode("h" + number);
            mac = new MacAddress(0x0200_0000_0000L + number);
            nic = node.connect(lan, "eth0", mac, "192.0.2." + number + "/24");
            Platform platform = node.start();
            port = platform.network()
                    .open(
                            nic.link(),
                            Family.IPV4,
                            packet -> got.add((char) packet.get(packet.position() + 20) + "@" + world.now() / 1_000));
            port.join(InetAddress.getByName("224.0.0.18"));
        }

        boolean send(int to, char letter) {
            return sendTo(new byte[] {(byte) 192, 0, 2, (byte) to}, letter);
        }

        boolean send(char letter) {
            return sendTo(new byte[] {(byte) 224, 0, 0, 18}, letter);
        }

        private boolean sendTo(byte[] destination, char letter) {
            ByteBuffer packet = ByteBuffer.allocateDirect(21);
            packet.put(0, (byte) 0x45).put(16, destination).put(20, (byte) letter);
            return port.sendPacket(packet);
        }

        void announce() {
            ByteBuffer frame = ByteBuffer.allocateDirect(42);
            MacAddress.BROADCAST.put(frame);
            mac.put(frame);
            frame.putShort((short) 0x0806).putLong(0x0001_0800_0604_0001L);
            mac.put(frame);
            frame.put(vip.getAddress());
            MacAddress.BROADCAST.put(frame);
            frame.put(vip.getAddress()).flip();
            port.sendFrame(frame);
        }
    }

    private void settle() {
        world.run(Duration.ofMillis(100));
    }

    @Test
    void multicastReachesEveryOtherMember() {
        a.send('x');
        settle();
        assertThat(a.got).isEmpty();
        assertThat(b.got).containsExactly("x@0");
        assertThat(c.got).containsExactly("x@0");
    }

    @Test
    void unicastReachesWhoHasTheAddress() {
        a.send(3, 'x');
        settle();
        assertThat(b.got).isEmpty();
        assertThat(c.got).containsExactly("x@0");
    }

    @Test
    void aClosedPortReceivesNothing() {
        b.port.close();
        a.send('x');
        settle();
        assertThat(b.got).isEmpty();
        assertThat(b.send('y')).isFalse();
    }

    @Test
    void theKernelFillsInTheHeaderChecksum() {
        int[] sum = new int[1];
        world.observe(new Observer() {
            @Override
            public void received(Nic at, ByteBuffer packet) {
                sum[0] = 0;
                for (int i = 0; i < 20; i += 2) {
                    sum[0] += packet.getShort(i) & 0xffff;
                }
            }
        });
        a.send('x');
        settle();
        assertThat((sum[0] & 0xffff) + (sum[0] >>> 16)).isEqualTo(0xffff);
    }

    @Test
    void delayAndJitterKeepTheOrder() {
        lan.conditions(Conditions.PERFECT.withDelay(Duration.ofMillis(1), Duration.ofMillis(5)));
        for (char letter = 'a'; letter <= 'z'; letter++) {
            a.send(letter);
        }
        settle();
        assertThat(b.got).hasSize(26).isSortedAccordingTo((x, y) -> x.charAt(0) - y.charAt(0));
        assertThat(b.got.get(25)).isGreaterThan("z@1000");
    }

    @Test
    void reorderedPacketsAreOvertaken() {
        lan.conditions(Conditions.PERFECT.withReordering(0.5, Duration.ofMillis(5)));
        for (char letter = 'a'; letter <= 'z'; letter++) {
            a.send(letter);
        }
        settle();
        assertThat(b.got).hasSize(26);
        assertThat(b.got.stream().map(text -> text.charAt(0)).toList()).isNotEqualTo(letters());
    }

    private static List<Character> letters() {
        return "abcdefghijklmnopqrstuvwxyz".chars().mapToObj(c -> (char) c).toList();
    }

    @Test
    void lossIsAsLikelyAsSaid() {
        lan.conditions(Conditions.PERFECT.withLoss(0.25));
        for (int i = 0; i < 10_000; i++) {
            a.send('x');
        }
        settle();
        assertThat(b.got.size()).isBetween(7_300, 7_700);
    }

    @Test
    void aDuplicateArrivesTwice() {
        lan.conditions(Conditions.PERFECT.withDuplication(1));
        a.send('x');
        settle();
        assertThat(b.got).hasSize(2);
    }

    @Test
    void aCutHasOneDirection() {
        lan.cut(a.nic, b.nic);
        a.send('x');
        b.send('y');
        settle();
        assertThat(b.got).isEmpty();
        assertThat(a.got).containsExactly("y@0");
        assertThat(c.got).containsExactly("x@0", "y@0");
    }

    @Test
    void aPartitionSeparatesSidesUntilItIsHealed() {
        lan.partition(List.of(List.of(a.nic), List.of(b.nic)));
        a.send('x');
        lan.heal();
        a.send('y');
        settle();
        assertThat(b.got).containsExactly("y@0");
        assertThat(c.got).containsExactly("x@0", "y@0");
    }

    @Test
    void aPulledCableLetsNothingThrough() {
        b.nic.unplug();
        a.send('x');
        assertThat(b.send('y')).isFalse();
        settle();
        assertThat(b.got).isEmpty();
        assertThat(a.got).isEmpty();
        assertThat(b.node.traffic()).isEqualTo(new Traffic(0, 1, 0, 0));
    }

    @Test
    void aRemovedInterfaceIsNowhereAndItsSuccessorIsAnother() {
        b.nic.node().disconnect(b.nic);
        a.send('x');
        assertThat(b.send('y')).isFalse();
        settle();
        assertThat(b.got).isEmpty();
        assertThat(b.node.nics()).isEmpty();
        Nic successor = b.node.connect(lan, "eth0", b.mac, "192.0.2.2/24");
        assertThat(successor.link().index()).isNotEqualTo(b.nic.link().index());
    }

    @Test
    void onlySoManyPacketsWaitForAPausedProcess() {
        b.node.pause();
        for (int i = 0; i < 300; i++) {
            a.send('x');
        }
        settle();
        b.node.resume();
        settle();
        assertThat(b.got).hasSize(256);
        assertThat(b.node.traffic()).isEqualTo(new Traffic(0, 0, 256, 44));
    }

    @Test
    void aClientFindsWhoHoldsTheAddress() {
        Client client = client();
        a.nic.addAddress(vip, 24);
        settle();
        assertThat(client.probes())
                .extracting(Client.Probe::answeredBy)
                .startsWith((Node) null)
                .endsWith(a.node);
        assertThat(client.lost()).isEqualTo(1);
    }

    @Test
    void aClientFollowsGratuitousArp() {
        a.nic.addAddress(vip, 24);
        Client client = client();
        settle();
        b.nic.addAddress(vip, 24);
        b.announce();
        settle();
        assertThat(client.probes().get(client.probes().size() - 1).answeredBy()).isEqualTo(b.node);
    }

    @Test
    void aClientThatWasNotToldKeepsAskingTheOldPlaceForAWhile() {
        a.nic.addAddress(vip, 24);
        Client client = client();
        settle();
        a.nic.removeAddress(vip);
        b.nic.addAddress(vip, 24);
        world.run(Duration.ofSeconds(7));
        assertThat(client.probes().get(client.probes().size() - 1).answeredBy()).isNull();
        world.run(Duration.ofSeconds(2));
        assertThat(client.probes().get(client.probes().size() - 1).answeredBy()).isEqualTo(b.node);
    }

    private Client client() {
        Client client = lan.newClient("client", new MacAddress(0x0200_0000_00ffL));
        client.probe(vip, Duration.ofMillis(10));
        world.run(Duration.ZERO);
        return client;
    }
}
