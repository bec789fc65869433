package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.appliance.internal.Fakes.configuration;
import static org.gemel.appliance.internal.Fakes.instance;
import static org.gemel.appliance.internal.Fakes.password;
import static org.gemel.appliance.internal.Fakes.virtual;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gemel.api.appliance.Appliance.Change;
import org.gemel.api.appliance.Appliance.Cost;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Command;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.Subject;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationChangesTest {

    private static final VrrpInstance ONE = instance("VI_1", 51, 100);
    private static final VrrpInstance TWO = instance("VI_2", 52, 100);

    @Test
    void equalConfigurationsDoNotDiffer() {
        assertThat(lines(configuration(ONE), configuration(instance("VI_1", 51, 100))))
                .isEmpty();
    }

    @Test
    void anInstanceThatIsNew() {
        assertThat(lines(configuration(ONE), configuration(ONE, TWO)))
                .containsExactly("VI_2: added, eth0, VRID 52, IPv4");
    }

    @Test
    void anInstanceThatIsGone() {
        assertThat(lines(configuration(ONE, TWO), configuration(TWO)))
                .containsExactly("VI_1: removed, eth0, VRID 51, IPv4");
    }

    @Test
    void aFieldThatChanged() {
        assertThat(lines(configuration(ONE), configuration(instance("VI_1", 51, 150))))
                .containsExactly("VI_1: priority 100 -> 150");
    }

    @Test
    void addressesThatCameAndWent() {
        assertThat(lines(
                        configuration(with(List.of(virtual("10.9.0.1"), virtual("10.9.0.2")))),
                        configuration(with(List.of(virtual("10.9.0.2"), virtual("10.9.0.3"))))))
                .containsExactly("VI_1: address 10.9.0.3/24 added", "VI_1: address 10.9.0.1/24 removed");
    }

    @Test
    void addressesInAnotherOrder() {
        assertThat(lines(
                        configuration(with(List.of(virtual("10.9.0.1"), virtual("10.9.0.2")))),
                        configuration(with(List.of(virtual("10.9.0.2"), virtual("10.9.0.1"))))))
                .containsExactly("VI_1: address order");
    }

    @Test
    void instancesInAnotherOrder() {
        assertThat(lines(configuration(ONE, TWO), configuration(TWO, ONE)))
                .containsExactly("the order of the virtual routers");
    }

    @Test
    void anotherRouterId() {
        assertThat(lines(new Configuration("here", List.of()), new Configuration("there", List.of())))
                .containsExactly("router id here -> there");
    }

    @Test
    void anotherPasswordIsNotShown() {
        assertThat(lines(configuration(with(password("hunter22"))), configuration(with(password("s3cret!!")))))
                .containsExactly("VI_1: authentication password (not shown)");
    }

    @Test
    void anotherKindOfAuthenticationShowsNoPasswordEither() {
        assertThat(lines(configuration(ONE), configuration(with(password("s3cret!!")))))
                .containsExactly("VI_1: authentication type None -> Pass");
    }

    @Test
    void aRenamedVirtualRouterIsTheSameOne() {
        assertThat(lines(configuration(ONE), configuration(instance("LAN", 51, 100))))
                .containsExactly("VI_1: renamed to LAN");
    }

    @Test
    void aVirtualRouterThatMovesIsNotAnotherOne() {
        assertThat(ConfigurationChanges.between(configuration(ONE), configuration(instance("VI_1", 53, 100))))
                .containsExactly(new Change("VI_1: VRID 51 -> 53", Cost.RESTART));
    }

    @Test
    void aCommandThatChangedIsShown() {
        Function<String, Configuration> notifying = script -> configuration(ONE).toBuilder()
                .notifications(new Notifications(
                        Map.of(
                                Subject.instance("VI_1"),
                                new Wishes(
                                        Map.of(
                                                Occasion.MASTER,
                                                new Command(List.of(script), null, null, ScriptPolicy.DEFAULT)),
                                        null,
                                        false,
                                        false)),
                        List.of(),
                        null,
                        List.of()))
                .build();
        assertThat(ConfigurationChanges.between(notifying.apply("/old"), notifying.apply("/new")))
                .containsExactly(new Change("notifications of VI_1 on master /old -> /new", Cost.NOTHING));
    }

    @Test
    void anotherTrackerDefinition() {
        Function<Integer, Configuration> tracking = rise -> configuration(ONE).toBuilder()
                .trackers(List.of(new TrackerDefinition.Script(
                        "chk",
                        List.of("/bin/true"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        rise,
                        1,
                        false,
                        null,
                        null)))
                .build();
        assertThat(lines(tracking.apply(1), tracking.apply(3))).containsExactly("tracker script chk rise 1 -> 3");
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void nothingIsForgottenAndNoSecretShown(Mutations.Mutation mutation) {
        List<String> lines = lines(Mutations.SAMPLE, (Configuration) mutation.value());
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("order") || line.contains("["));
        if (mutation.path().matches(".*(password|passphrase|secret)")) {
            assertThat(lines).allMatch(line -> line.endsWith("(not shown)") || line.contains("/"));
        }
    }

    private static Stream<Mutations.Mutation> mutations() {
        return Mutations.of(Mutations.SAMPLE);
    }

    /** What is not the same conversation any more cannot go on. */
    @ParameterizedTest
    @CsvSource({
        "version,          RESTART",
        "multicastGroup,   RESTART",
        "virtualLinks,     RESTART",
        "unicastPeers,     RESTART",
        "priority,         ELECTION",
        "preempt,          ELECTION",
        "authentication,   PEERS",
        "startAsMaster,    NEXT_START",
        "addresses,        PEERS",
        "excludedAddresses, NOTHING",
        "routes,           NOTHING",
        "announcements,    NOTHING"
    })
    void whatAChangeCosts(String component, Cost cost) {
        VrrpInstance changed = Mutations.of(ONE)
                .filter(each -> each.path().startsWith("." + component))
                .map(each -> (VrrpInstance) each.value())
                .findFirst()
                .orElseThrow();
        assertThat(ConfigurationChanges.between(configuration(ONE), configuration(changed)))
                .extracting(Change::cost)
                .containsOnly(cost);
    }

    @Test
    void whatIsRemovedLeaves() {
        assertThat(ConfigurationChanges.between(configuration(ONE, TWO), configuration(ONE)))
                .extracting(Change::cost)
                .containsExactly(Cost.LEAVES);
    }

    @Test
    void theNamespaceNeedsAnotherStart() {
        assertThat(ConfigurationChanges.between(Fakes.in("blue", ""), Fakes.in("red", "")))
                .containsExactly(new Change("process network namespace blue -> red", Cost.NEXT_START));
    }

    private static List<String> lines(Configuration before, Configuration after) {
        return ConfigurationChanges.between(before, after).stream()
                .map(Change::what)
                .toList();
    }

    private static VrrpInstance with(Authentication authentication) {
        return instance("VI_1", 51, 100, authentication, ONE.addresses());
    }

    private static VrrpInstance with(List<VirtualAddress> addresses) {
        return instance("VI_1", 51, 100, new Authentication.None(), addresses);
    }
}
