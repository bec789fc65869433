package org.gemel.platform.linux.internal.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.platform.linux.internal.netlink.RouteMessage.AddressAbsent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.AddressPresent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkAbsent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkPresent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTableTest {

    private static final MacAddress MAC = new MacAddress(0x020000000001L);
    private static final InetAddress VIP = address();

    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> news = new ArrayList<>();
    private final LinkTable table = new LinkTable(failures::add);
    private Network.Subscription subscription = () -> {};

    @BeforeEach
    void oneLink() {
        table.apply(up("eth0", 2));
        subscription = table.subscribe(new Notes());
    }

    @Test
    void aNewLinkIsTold() {
        table.apply(up("eth1", 3));

        assertThat(news).containsExactly("changed eth1#3");
        assertThat(table.links()).extracting(Link::name).containsExactly("eth0", "eth1");
    }

    @Test
    void aLinkThatIsAsItWasIsNoNews() {
        table.apply(up("eth0", 2));

        assertThat(news).isEmpty();
    }

    @Test
    void whatAMessageDoesNotSayStaysAsItWas() {
        table.apply(new LinkPresent(2, false, null, null, -1));

        assertThat(table.link("eth0")).isEqualTo(new Link("eth0", 2, MAC, false, 1500, List.of()));
    }

    @Test
    void aLinkThatGoesIsTold() {
        table.apply(new LinkAbsent(2));

        assertThat(news).containsExactly("removed eth0#2");
        assertThat(table.link("eth0")).isNull();
    }

    /** What a killed predecessor left is replaced in one turn, before anything is heard of either. */
    @Test
    void lateNewsOfALinkThatWasReplacedHereDoesNotTakeTheNameFromItsSuccessor() {
        table.apply(up("vrrp.51", 4));
        table.forget(new Link("vrrp.51", 4, MAC, true, 1500, List.of()));
        table.learn(up("vrrp.51", 5));
        news.clear();

        table.apply(up("vrrp.51", 4));
        table.apply(new LinkAbsent(4));
        table.apply(up("vrrp.51", 5));

        assertThat(link("vrrp.51").index()).isEqualTo(5);
        assertThat(news).isEmpty();
    }

    @Test
    void anIndexThatIsUsedAgainAfterTheLinkHasGoneIsANewLink() {
        table.forget(new Link("eth0", 2, MAC, true, 1500, List.of()));
        table.apply(new LinkAbsent(2));
        table.apply(up("eth0", 2));

        assertThat(link("eth0").index()).isEqualTo(2);
    }

    @Test
    void aRenamedLinkGoesUnderItsOldNameAndComesUnderTheNewOneWithItsAddresses() {
        table.apply(new AddressPresent(2, VIP, 24, true, false));
        news.clear();

        table.apply(up("lan", 2));

        assertThat(news).containsExactly("removed eth0#2", "changed lan#2");
        assertThat(link("lan").find(VIP)).isNotNull();
    }

    @Test
    void aNameThatChangedHandsBelongsToTheNewLink() {
        table.apply(up("eth0", 9));
        table.apply(new LinkAbsent(2));

        assertThat(link("eth0").index()).isEqualTo(9);
    }

    @Test
    void whoseNameAnotherLinkHasTakenIsGoneUntilItsNewNameIsTold() {
        table.apply(up("eth0", 3));
        table.apply(new LinkAbsent(3));

        assertThat(news).containsExactly("removed eth0#2", "changed eth0#3", "removed eth0#3");
        assertThat(table.links()).isEmpty();
    }

    @Test
    void anAddressThatComesIsTold() {
        table.apply(new AddressPresent(2, VIP, 24, true, false));

        assertThat(news).containsExactly("eth0 +10.0.0.100");
        assertThat(link("eth0").find(VIP)).isEqualTo(new Link.Address(VIP, 24, true));
    }

    @Test
    void extendingALeaseIsNoNews() {
        table.apply(new AddressPresent(2, VIP, 24, true, false));
        table.apply(new AddressPresent(2, VIP, 24, true, false));

        assertThat(news).containsExactly("eth0 +10.0.0.100");
    }

    @Test
    void anAddressThatBecomesLeasedIsNoNewsButSeen() {
        table.apply(new AddressPresent(2, VIP, 24, false, false));
        news.clear();

        table.apply(new AddressPresent(2, VIP, 24, true, false));

        assertThat(news).isEmpty();
        assertThat(link("eth0").find(VIP)).isEqualTo(new Link.Address(VIP, 24, true));
    }

    @Test
    void anAddressThatIsThereTwiceIsGoneWhenBothAre() {
        table.apply(new AddressPresent(2, VIP, 24, false, false));
        table.apply(new AddressPresent(2, VIP, 32, true, false));
        news.clear();

        table.apply(new AddressAbsent(2, VIP, 24));
        assertThat(news).isEmpty();

        table.apply(new AddressAbsent(2, VIP, 32));
        assertThat(news).containsExactly("eth0 -10.0.0.100");
    }

    @Test
    void anAddressOfAnUnknownLinkIsPassedOver() {
        table.apply(new AddressPresent(7, VIP, 24, false, false));

        assertThat(news).isEmpty();
    }

    @Test
    void afterLostNotificationsOnlyTheDifferencesAreTold() {
        table.apply(up("eth1", 3));
        table.apply(new AddressPresent(2, VIP, 24, true, false));
        news.clear();

        table.replace(List.of(up("eth0", 2), up("eth2", 4), new AddressPresent(4, VIP, 24, true, false)));

        assertThat(news).containsExactly("eth0 -10.0.0.100", "removed eth1#3", "changed eth2#4", "eth2 +10.0.0.100");
    }

    @Test
    void aListenerThatThrowsDoesNotKeepOthersFromHearing() {
        subscription.close();
        table.subscribe(new Notes() {
            @Override
            public void linkRemoved(Link link) {
                throw new IllegalStateException("broken");
            }
        });
        table.subscribe(new Notes());

        table.apply(new LinkAbsent(2));

        assertThat(news).containsExactly("removed eth0#2");
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClosedSubscriptionHearsNothing() {
        subscription.close();

        table.apply(new LinkAbsent(2));

        assertThat(news).isEmpty();
    }

    private Link link(String name) {
        Link link = table.link(name);
        assertThat(link).isNotNull();
        return link;
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, 100});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static LinkPresent up(String name, int index) {
        return new LinkPresent(index, true, name, MAC, 1500);
    }

    private class Notes implements NetworkListener {
        @Override
        public void linkChanged(Link link) {
            news.add("changed " + link.name() + "#" + link.index());
        }

        @Override
        public void linkRemoved(Link link) {
            news.add("removed " + link.name() + "#" + link.index());
        }

        @Override
        public void addressAdded(Link link, InetAddress address) {
            news.add(link.name() + " +" + address.getHostAddress());
        }

        @Override
        public void addressRemoved(Link link, InetAddress address) {
            news.add(link.name() + " -" + address.getHostAddress());
        }
    }
}
