package org.gemel.config.uci.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people meant, where the package would have done something else. */
class RepairsTest {

    @TempDir
    private Path folder;

    private Reading instance(String options) {
        return Reading.plain(folder, "config vrrp_instance\n\toption name 'A'\n" + options);
    }

    @Test
    void aBooleanThatMeansFalseIsOff() {
        Reading reading = instance("\toption nopreempt '0'\n\toption accept 'yes'\n");
        assertThat(reading.tree()).isEqualTo("vrrp_instance A {accept}");
        assertThat(reading.messages())
                .containsExactly(
                        "5:19 WARNING nopreempt is off; the package would have turned this on, as it does with any"
                                + " value");
    }

    @Test
    void theValueOfUseVmacIsThrownAway() {
        Reading reading = instance("\toption use_vmac 'vrrp.51 00:11:22:33:44:55'\n");
        assertThat(reading.tree()).isEqualTo("vrrp_instance A {use_vmac}");
        assertThat(reading.codes()).containsExactly("repaired-flag");
    }

    @Test
    void aSectionWithoutOptionNameHasTheNameOfTheSection() {
        Reading reading = Reading.plain(folder, "config vrrp_instance 'B'\n\toption priority '9'\n");
        assertThat(reading.tree()).isEqualTo("vrrp_instance B {priority 9}");
        assertThat(reading.codes()).containsExactly("repaired-drop");
    }

    @Test
    void aLabelThatWouldLoseTheAddressIsLeftOut() {
        Reading reading = Reading.of(folder, """
                config ipaddress
                	option name 'v'
                	option address '192.0.2.1/24'
                	option device 'br-guest-net'
                config static_ipaddress
                	list address 'v'
                """);
        assertThat(reading.tree()).endsWith("static_ipaddress {192.0.2.1/24 dev br-guest-net}");
        assertThat(reading.codes()).containsExactly("repaired-label");
    }

    @Test
    void aShortLabelIsThePackages() {
        Reading reading = Reading.of(folder, """
                config ipaddress
                	option name 'v'
                	option address '192.0.2.1/24'
                	option device 'br-lan'
                config static_ipaddress
                	option address 'v'
                """);
        assertThat(reading.tree()).endsWith("static_ipaddress {192.0.2.1/24 dev br-lan label br-lan:vip}");
        assertThat(reading.codes()).isEmpty();
    }

    @Test
    void aScriptThatIsMissingIsToldOf() {
        Reading reading =
                Reading.plain(folder, "config vrrp_script\n\toption name 's'\n\toption script '/no/such x'\n");
        assertThat(reading.tree()).isEqualTo("vrrp_script s {script /no/such x}");
        assertThat(reading.codes()).containsExactly("missing-script");
    }

    @Test
    void aNameThatNobodyHasIsAnError() {
        Reading reading = instance("\tlist virtual_ipaddress 'nobody'\n");
        assertThat(reading.tree()).isEmpty();
        assertThat(reading.messages())
                .containsExactly(
                        "5:25 ERROR no ipaddress is called 'nobody'; the package would have dropped it without a"
                                + " word");
    }

    @Test
    void aPeerMayBeAnAddressAsUpToRelease2203() {
        Reading reading = instance("\tlist unicast_peer '192.0.2.3'\n");
        assertThat(reading.tree()).isEqualTo("vrrp_instance A {unicast_peer {192.0.2.3}}");
        assertThat(reading.codes()).containsExactly("repaired-drop");
    }

    @Test
    void aTrackedScriptMayBeASectionOfReleases2305To2512() {
        Reading reading = instance("""
                	list track_script 't'
                config track_script
                	option name 't'
                	option value 's'
                	option weight '5'
                	option direction 'reverse'
                config vrrp_script
                	option name 's'
                """);
        assertThat(reading.tree()).isEqualTo("vrrp_instance A {track_script {s weight 5 reverse}}");
    }

    @Test
    void aTrackedScriptMayBeTheWordsOfRelease2203() {
        Reading reading = instance("\tlist track_script 's weight 5'\nconfig vrrp_script\n\toption name 's'\n");
        assertThat(reading.tree()).isEqualTo("vrrp_instance A {track_script {s weight 5}}");
    }

    @Test
    void aNetworkIsItsDevice() throws IOException {
        Files.writeString(folder.resolve("network"), "config interface 'lan'\n\toption device 'br-lan'\n");
        Reading reading = instance("\toption interface 'lan'\n");
        assertThat(reading.tree()).isEqualTo("vrrp_instance A {interface br-lan}");
        assertThat(reading.codes()).containsExactly("repaired-network");
        assertThat(reading.parsed().references()).containsExactly(folder.resolve("network"));
    }

    @Test
    void whoNamesNoInterfaceDependsOnNoNetwork() throws IOException {
        Files.writeString(folder.resolve("network"), "config interface 'lan'\n\toption device 'br-lan'\n");
        assertThat(instance("\toption priority '100'\n").parsed().references()).isEmpty();
    }

    @Test
    void aNetworkMayBeAnAliasOfAnother() throws IOException {
        Files.writeString(
                folder.resolve("network"),
                "config interface 'wan'\n\toption device 'eth1'\nconfig interface 'wan6'\n\toption device '@wan'\n");
        assertThat(instance("\toption interface 'wan6'\n").tree()).isEqualTo("vrrp_instance A {interface eth1}");
    }

    @Test
    void aNameThatIsADevicesTooIsTheDevices() throws IOException {
        Files.writeString(
                folder.resolve("network"),
                "config interface 'lan'\n\toption device 'br-lan'\nconfig device\n\toption name 'br-lan'\n\tlist ports 'lan'\n");
        Reading reading = instance("\toption interface 'lan'\n");
        assertThat(reading.tree()).isEqualTo("vrrp_instance A {interface lan}");
        assertThat(reading.codes()).isEmpty();
    }

    @Test
    void anUnknownOptionIsToldOfWithTheNearest() {
        Reading reading = Reading.plain(folder, "config vrrp_script\n\toption name 's'\n\toption fail '3'\n");
        assertThat(reading.parsed().diagnostics().get(0).advice()).isEqualTo("did you mean fall?");
    }

    @Test
    void aPasswordIsNeverShown() {
        Reading reading = instance("\toption auth_type PASS\n\toption auth_pass my secret\n");
        assertThat(reading.codes()).containsExactly("too-many-arguments", "no-authentication");
        assertThat(reading.messages().toString()).doesNotContain("secret");
    }

    @Test
    void everyWordKnowsItsPlace() {
        Reading reading = instance("\toption priority '150'\n");
        var priority = reading.parsed().tree().get(0).children().get(0);
        assertThat(priority.at()).hasToString(folder.resolve("keepalived") + ":5:9");
        assertThat(priority.arguments().get(0).at()).hasToString(folder.resolve("keepalived") + ":5:18");
    }
}
