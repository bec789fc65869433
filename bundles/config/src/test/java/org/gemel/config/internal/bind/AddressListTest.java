package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.only;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualAddress.Flag;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;

class AddressListTest {

    private static String with(String block, String... entries) {
        return "vrrp_instance V {\ninterface eth0\nvirtual_router_id 1\n" + block + " {\n" + String.join("\n", entries)
                + "\n}\n}\n";
    }

    private static VirtualAddress first(String entry) {
        return only(with("virtual_ipaddress", entry)).addresses().get(0);
    }

    private static InetAddress ip(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @Test
    void anAddressAloneIsAHostOnTheInterfaceOfTheInstance() throws UnknownHostException {
        assertThat(first("192.0.2.1")).isEqualTo(new VirtualAddress(ip("192.0.2.1"), 32, "eth0", 0, null, null));
    }

    @Test
    void allOptionsThatActAreBound() throws UnknownHostException {
        assertThat(first("192.0.2.1/24 brd 192.0.2.255 dev eth1 scope link label eth1:vip"))
                .isEqualTo(new VirtualAddress(ip("192.0.2.1"), 24, "eth1", 253, ip("192.0.2.255"), "eth1:vip"));
    }

    @Test
    void aBroadcastAddressIsComputed() throws UnknownHostException {
        assertThat(first("192.0.2.65/26 brd +").broadcast()).isEqualTo(ip("192.0.2.127"));
        assertThat(first("192.0.2.65/26 broadcast -").broadcast()).isEqualTo(ip("192.0.2.64"));
        assertThat(codes(with("virtual_ipaddress", "192.0.2.1/31 brd +"))).containsExactly("no-broadcast");
    }

    @Test
    void ipv6HasNoScopeBroadcastOrLabel() {
        assertThat(codes(with("virtual_ipaddress", "fe80::1/64 scope link label x")))
                .containsExactly("option-needs-ipv4", "option-needs-ipv4");
    }

    @Test
    void whatTheKernelIsToDoAboutAnAddressIsBound() throws UnknownHostException {
        assertThat(first("192.0.2.1 peer 192.0.2.9/30 noprefixroute preferred_lft 60 no_track"))
                .isEqualTo(new VirtualAddress(
                        ip("192.0.2.1"),
                        30,
                        "eth0",
                        0,
                        null,
                        null,
                        ip("192.0.2.9"),
                        Set.of(Flag.NO_PREFIX_ROUTE),
                        60,
                        false));
        assertThat(first("fe80::1/64 home mngtmpaddr autojoin -nodad").flags())
                .containsExactlyInAnyOrder(Flag.HOME, Flag.MANAGE_TEMPORARY, Flag.AUTOJOIN, Flag.DETECT_DUPLICATES);
    }

    @Test
    void aLoneIpv6AddressIsNotPreferredUnlessTheTextSaysSo() {
        assertThat(first("fe80::1/128").preferredSeconds()).isZero();
        assertThat(first("fe80::1/64").preferredSeconds()).isEqualTo(VirtualAddress.ALWAYS_PREFERRED);
        assertThat(first("fe80::1/128 preferred_lft forever").preferredSeconds())
                .isEqualTo(VirtualAddress.ALWAYS_PREFERRED);
    }

    @Test
    void ipv4HasNoOptionsOfIpv6AndNoPeerOfAnotherFamily() {
        assertThat(codes(with("virtual_ipaddress", "192.0.2.1/24 -nodad home")))
                .containsExactlyInAnyOrder("option-needs-ipv6", "option-needs-ipv6");
        assertThat(codes(with("virtual_ipaddress", "192.0.2.1/24 peer fe80::1")))
                .containsExactly("mixed-families");
    }

    @Test
    void aBrokenAddressCostsOnlyItself() {
        String text = with("virtual_ipaddress", "192.0.2.1", "192.0.2.256", "192.0.2.2/33", "192.0.2.3");
        assertThat(only(text).addresses()).hasToString("[192.0.2.1/32, 192.0.2.3/32]");
        assertThat(codes(text)).containsExactly("bad-address", "out-of-range");
    }

    @Test
    void anAddressOfTheOtherFamilyIsLeftOut() {
        String text = with("virtual_ipaddress", "192.0.2.1", "2001:db8::1");
        assertThat(only(text).addresses()).hasSize(1);
        assertThat(codes(text)).containsExactly("mixed-families");
    }

    @Test
    void anExcludedAddressMayBeOfAnyFamily() {
        String text = with("virtual_ipaddress", "192.0.2.1")
                .replace("virtual_router_id 1", "virtual_router_id 1\nvirtual_ipaddress_excluded {\n2001:db8::1/64\n}");
        assertThat(only(text).excludedAddresses()).hasToString("[2001:db8::1/64]");
        assertThat(codes(text)).isEmpty();
    }

    @Test
    void anAddressIsHeldOnce() {
        String text = with("virtual_ipaddress", "192.0.2.1/24", "192.0.2.1/24");
        assertThat(only(text).addresses()).hasSize(1);
        assertThat(codes(text)).containsExactly("duplicate-address");
    }

    @Test
    void whatDoesNotFitIsHeldWithoutBeingAdvertised() {
        String many = IntStream.range(0, 256).mapToObj(i -> "192.0.2." + i).collect(Collectors.joining("\n"));
        VrrpInstance instance = only(with("virtual_ipaddress", many));
        assertThat(instance.addresses()).hasSize(255);
        assertThat(instance.excludedAddresses()).hasToString("[192.0.2.255/32]");
        assertThat(codes(with("virtual_ipaddress", many))).containsExactly("addresses-do-not-fit");
    }

    @Test
    void theFirstIpv6AddressShouldBeLinkLocal() {
        assertThat(codes(with("virtual_ipaddress", "2001:db8::1/64", "fe80::1/64")))
                .containsExactly("first-address-not-link-local");
        assertThat(codes(with("virtual_ipaddress", "fe80::1/64", "2001:db8::1/64")))
                .isEmpty();
    }
}
