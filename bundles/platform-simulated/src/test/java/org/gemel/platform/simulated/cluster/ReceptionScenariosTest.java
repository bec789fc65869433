package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.platform.simulated.cluster.Setting.priority;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Reception;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.event.Event;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.Test;

/** What routers take from others, and what they say of it. */
class ReceptionScenariosTest {

    private static void change(Cluster cluster, int number, UnaryOperator<VrrpInstance.Builder> change) {
        Configuration configuration = configuration(cluster, number);
        List<VrrpInstance> changed = configuration.instances().stream()
                .map(each -> change.apply(each.toBuilder()).build())
                .toList();
        cluster.router(number)
                .apply(configuration.toBuilder().instances(changed).build(), () -> {});
        cluster.run(Duration.ofSeconds(10));
    }

    private static Configuration configuration(Cluster cluster, int number) {
        return cluster.router(number).setting.configuration(cluster.mode, number, cluster.routers.size());
    }

    private static List<String> problems(Cluster cluster) {
        List<String> problems = new ArrayList<>();
        cluster.listen((router, event) -> {
            if (event instanceof Event.Problem problem) {
                problems.add(router.name() + " " + problem.code());
            }
        });
        return problems;
    }

    @Test
    void aVirtualRouterThatLacksPeersIsInFault_behaviour_111() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        change(cluster, 1, each -> each.lacksPeers(true));
        assertThat(cluster.router(1).state()).isEqualTo(VrrpState.FAULT);
        assertThat(cluster.masters()).containsExactly(cluster.router(2));
        assertThat(cluster.router(1).status().instances().get(0).reason()).contains("unicast_peer");
    }

    @Test
    void anUnknownVridIsToldOnceWhereThatIsWanted() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        List<String> problems = problems(cluster);
        cluster.router(2)
                .apply(
                        configuration(cluster, 2).toBuilder()
                                .unknownVridsLogged(true)
                                .build(),
                        () -> {});
        change(cluster, 1, each -> each.vrid(77));
        assertThat(problems).containsExactly("r2 unknown-vrid");
    }

    @Test
    void anUnknownVridIsOtherwiseOnlyCounted() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        List<String> problems = problems(cluster);
        change(cluster, 1, each -> each.vrid(77));
        assertThat(problems).isEmpty();
        assertThat(cluster.router(2).status().counters().get("vrid-errors")).isPositive();
    }

    @Test
    void aDifferentListIsToldOnceAndNotLookedAtWhereItIsTrusted_behaviour_52() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        List<String> problems = problems(cluster);
        change(
                cluster,
                1,
                each -> each.addresses(cluster.mode.virtualAddresses().subList(0, 1)));
        assertThat(problems).containsExactly("r2 address-list-error");
        long seen = cluster.router(2).status().instances().get(0).counters().get("address-list-errors");
        change(cluster, 2, each -> each.reception(new Reception(false, false, true, true, 0, 0)));
        assertThat(cluster.router(2).status().instances().get(0).counters().get("address-list-errors"))
                .isLessThanOrEqualTo(seen + 1);
        assertThat(cluster.masters()).containsExactly(cluster.router(1));
    }

    @Test
    void whoNamesNoneOfOurAddressesDoesNotKeepThemAlive_rfc3768_7_1() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        List<String> problems = problems(cluster);
        List<VirtualAddress> first = cluster.mode.virtualAddresses().subList(0, 1);
        List<VirtualAddress> second = cluster.mode.virtualAddresses().subList(1, 2);
        change(cluster, 2, each -> each.addresses(second));
        assertThat(cluster.masters()).containsExactly(cluster.router(1));

        change(cluster, 1, each -> each.addresses(first));

        assertThat(cluster.masters()).containsExactlyInAnyOrder(cluster.router(1), cluster.router(2));
        assertThat(problems).contains("r1 address-list-error", "r2 address-list-error");
    }

    @Test
    void whoNamesNoneOfOurAddressesIsNotTrustedForHavingSaidSoBefore_behaviour_52() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        List<VirtualAddress> first = cluster.mode.virtualAddresses().subList(0, 1);
        List<VirtualAddress> second = cluster.mode.virtualAddresses().subList(1, 2);
        change(cluster, 1, each -> each.addresses(first));
        change(cluster, 2, each -> each.addresses(second).reception(new Reception(false, false, true, true, 0, 0)));
        cluster.run(Duration.ofSeconds(30));
        assertThat(cluster.masters()).containsExactlyInAnyOrder(cluster.router(1), cluster.router(2));
    }
}
