package org.gemel.balancer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostAddressesTest {

    private final FakeHost host = new FakeHost();
    private final List<Set<InetAddress>> told = new ArrayList<>();

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private HostAddresses follow() {
        return new HostAddresses(host.platform, told::add);
    }

    @Test
    void itTellsWhatIsThereAndThenEachChange() {
        host.has(address("10.0.0.1"));
        follow();
        host.has(address("10.0.0.2"));
        host.has(address("fd00::1"));

        assertThat(told)
                .containsExactly(Set.of(address("10.0.0.1")), Set.of(address("10.0.0.2")), Set.of(address("fd00::1")));
    }

    @Test
    void anAddressOrALinkThatIsRemovedIsAChange() {
        HostAddresses followed = follow();
        told.clear();
        followed.addressRemoved(null, address("10.0.0.1"));
        followed.linkRemoved(null);

        assertThat(told).containsExactly(Set.of(), Set.of());
    }

    @Test
    void whatHappensToRoutesAndToTheStateOfALinkIsNone() {
        HostAddresses followed = follow();
        told.clear();
        followed.linkChanged(null);
        followed.routeRemoved(null);
        followed.ruleRemoved(null);

        assertThat(told).isEmpty();
    }

    @Test
    void onceItIsClosedNothingIsToldAndNobodyListens() {
        HostAddresses followed = follow();
        assertThat(host.listeners()).isEqualTo(1);
        followed.close();
        told.clear();
        host.has(address("10.0.0.2"));

        assertThat(told).isEmpty();
        assertThat(host.listeners()).isZero();
    }
}
