package org.gemel.platform.simulated.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.platform.simulated.cluster.Setting.priority;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Authentication.Hmac;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.VrrpInstance;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Observer;
import org.junit.jupiter.api.Test;

/** Routers that believe each other, or not. */
class AuthenticationScenariosTest {

    private static void authenticate(Cluster cluster, Router router, Authentication authentication) {
        Configuration now =
                router.setting.configuration(cluster.mode, cluster.routers.indexOf(router) + 1, cluster.routers.size());
        List<VrrpInstance> instances = now.instances().stream()
                .map(each -> each.toBuilder().authentication(authentication).build())
                .toList();
        router.apply(now.toBuilder().instances(instances).build(), () -> {});
    }

    private static Authentication signing(int key, Hmac.Mode mode) {
        return Mode.hmac(key, mode, new Authentication.None());
    }

    @Test
    void aNewMasterGoesOnCountingWhereTheOldOneStopped_behaviour_49() {
        Cluster cluster = Cluster.of(Mode.V2_AH, priority(200), priority(100));
        List<Long> numbers = new ArrayList<>();
        cluster.world.observe(new Observer() {
            @Override
            public void sent(Nic from, ByteBuffer bytes, boolean frame) {
                if (!frame) {
                    numbers.add(bytes.getInt(28) & 0xffff_ffffL);
                }
            }
        });
        cluster.settled();
        cluster.router(1).kill();
        cluster.runUntil(cluster.router(2)::master);
        cluster.run(Duration.ofSeconds(2));
        cluster.router(1).start();
        cluster.runUntil(cluster.router(1)::master);
        cluster.run(Duration.ofSeconds(2));

        assertThat(cluster.masters()).containsExactly(cluster.router(1));
        assertThat(numbers).hasSizeGreaterThan(10).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void anotherKeyMakesTwoMasters() {
        Cluster cluster = Cluster.of(Mode.V2_AH, priority(200), priority(100)).settled();
        authenticate(cluster, cluster.router(2), new Authentication.Ah("PASSWORD".getBytes(StandardCharsets.US_ASCII)));
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.masters()).hasSize(2);
        assertThat(cluster.router(2).status().instances().get(0).counters().get("auth-failures"))
                .isPositive();
    }

    /** Unsigned to enforced, and from one key to the next, a router at a time. */
    @Test
    void signaturesAndKeysAreRolledOverWithoutASecondMaster() {
        Cluster cluster =
                Cluster.of(Mode.V3, priority(200), priority(100), priority(50)).settled();
        List<Authentication> steps = List.of(
                signing(1, Hmac.Mode.RECEIVE_ONLY),
                signing(1, Hmac.Mode.PERMISSIVE),
                signing(1, Hmac.Mode.ENFORCE),
                signing(2, Hmac.Mode.ENFORCE));
        for (Authentication step : steps) {
            for (Router router : cluster.routers) {
                authenticate(cluster, router, step);
                cluster.run(Duration.ofSeconds(5));
                assertThat(cluster.masters())
                        .as("%s on %s", step, router.name())
                        .containsExactly(cluster.router(1));
            }
        }
        assertThat(cluster.router(1).masterTransitions()).isEqualTo(1);
    }

    @Test
    void whatIsNotSignedIsNotBelievedWhereSignaturesAreEnforced() {
        Cluster cluster = Cluster.of(Mode.V3, priority(200), priority(100)).settled();
        authenticate(cluster, cluster.router(2), signing(1, Hmac.Mode.ENFORCE));
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.router(2).master()).isTrue();
        assertThat(cluster.router(2).status().instances().get(0).counters().get("auth-type-mismatch"))
                .isPositive();
    }
}
