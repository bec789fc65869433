package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Prober;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody changes the configuration of a master, and a client that asks every millisecond does not notice. */
class ReloadIT {

    private static final String MORE = "10.0.0.2";
    private static final String SECOND = "10.0.0.3";

    private static final String SECOND_INSTANCE = """
            vrrp_instance second {
                interface eth0
                virtual_router_id 52
                priority @PRIORITY@
                version 3
                advert_int 0.2
                virtual_ipaddress {
                    10.0.0.3/24
                }
            }
            """;

    /** Routers compare the others, and not all of them here get it. */
    private static final String EXCLUDED = """
                virtual_ipaddress_excluded {
                    10.0.0.2/24
                }
            """;

    private static final String BROKEN = """
            vrrp_instance broken {
                interface eth0
                virtual_router_id 999
            }
            """;

    static Stream<Pairing> pairings() {
        return Pairing.quick().filter(pairing -> pairing.better() == Software.GEMEL);
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void aNewAddressDisturbsNobody(Pairing pairing) {
        OnRig.tell(
                pairing,
                rig -> undisturbed(rig, () -> {
                    reloadBoth(rig, rig.setup().with(MORE + "/24"));
                    rig.await("the new address is served", () -> rig.client().reaches(MORE));
                }));
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void anInstanceThatComesAndGoesDisturbsNobodyElse(Pairing pairing) {
        OnRig.tell(
                pairing,
                rig -> undisturbed(rig, () -> {
                    reloadBoth(rig, rig.setup().with(SECOND_INSTANCE, ""));
                    rig.await("the other instance serves", () -> rig.better().holds(SECOND));
                    reloadBoth(rig, rig.setup());
                    rig.await("it is gone", () -> !rig.better().holds(SECOND));
                }));
    }

    /** Behaviour 105, always as keepalived does it with reload_check_config. */
    @ParameterizedTest
    @MethodSource("pairings")
    void aBrokenFileChangesNothingAndIsSaidWithItsPlace(Pairing pairing) {
        OnRig.tell(
                pairing,
                rig -> undisturbed(rig, () -> {
                    Router master = rig.better();
                    master.configure(rig.setup().with(MORE + "/24").with(BROKEN, ""));
                    for (String option : List.of("--dry-run", "--confirm=5s")) {
                        Commands.Result refused =
                                master.ask(Stream.concat(Stream.of("reload"), Stream.of(option.split("=", 2)))
                                        .toArray(String[]::new));
                        assertThat(refused.status()).as(refused.output()).isEqualTo(2);
                        assertThat(refused.output()).containsPattern("keepalived.conf:\\d+:\\d+: error: .*999");
                    }
                    assertThat(master.holds(MORE)).isFalse();
                }));
    }

    /** The first is refused for its size alone; the second is read for as long as the memory leaves others some. */
    @ParameterizedTest
    @MethodSource("pairings")
    void aMonstrousFileChangesNothing(Pairing pairing) {
        OnRig.tell(
                pairing,
                rig -> undisturbed(rig, () -> {
                    Router master = rig.better();
                    master.configure(rig.setup().with("# x\n".repeat(12_500_000), ""));
                    assertThat(master.ask("reload").output())
                            .contains("keepalived.conf:1:1: error: the file has 48 MiB", "GEMEL_JAVA_OPTS=-Xmx");
                    master.configure(rig.setup().with(manyInstances(28_000), ""));
                    assertThat(master.ask("reload").output())
                            .contains("error: the text has more than", "GEMEL_JAVA_OPTS=-Xmx");
                }));
    }

    private static String manyInstances(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SECOND_INSTANCE.replace("second", "i" + i).replaceAll("\\n +", "\n"))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void aPlanSaysWhatWouldChangeAndChangesNothing(Pairing pairing) {
        OnRig.tell(
                pairing,
                rig -> undisturbed(rig, () -> {
                    Router master = rig.better();
                    master.configure(rig.setup().with(MORE + "/24").with(SECOND_INSTANCE, ""));
                    Commands.Result plan = master.ask("reload", "--dry-run");
                    assertThat(plan.status()).as(plan.output()).isZero();
                    assertThat(plan.output().lines())
                            .contains(
                                    "lan: address 10.0.0.2/24 added      no interruption, if the other routers have it too",
                                    "second: added, eth0, VRID 52, IPv4  no interruption");
                    assertThat(master.holds(MORE)).isFalse();
                }));
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void whatNobodyConfirmsIsTakenBackByItself(Pairing pairing) {
        OnRig.tell(
                pairing,
                rig -> undisturbed(rig, () -> {
                    Router master = rig.better();
                    master.configure(rig.setup().with("", EXCLUDED));
                    assertThat(master.ask("reload", "--confirm", "10s").output())
                            .contains("unless it is confirmed: gemel confirm");
                    assertThat(master.ask("status").output()).contains("unless it is confirmed: gemel confirm");
                    assertThat(master.ask("reload").status())
                            .as("another reload")
                            .isEqualTo(2);
                    rig.await("the new address is served", () -> master.holds(MORE));
                    rig.await("it is gone again", () -> !master.holds(MORE));
                    assertThat(master.ask("status").output()).doesNotContain("confirm");

                    master.ask("reload", "--confirm", "60s");
                    assertThat(master.ask("confirm").status())
                            .as("confirmation")
                            .isZero();
                    rig.await("the new address is served", () -> master.holds(MORE));
                }));
    }

    /** The master first, which answers when it is done: keepalived 2.2.7 believes no other list of addresses meanwhile. */
    private static void reloadBoth(Rig rig, Setup setup) {
        rig.better().reload(setup);
        rig.other().reload(setup);
    }

    /** Nothing is lost meanwhile of what a client asks every millisecond, and the other router remains silent. */
    private static void undisturbed(Rig rig, Runnable happening) {
        Capture capture = rig.capture();
        rig.startBoth();
        int before = capture.sightings().size();
        int changes = rig.better().watch().changes().size();
        try (Prober prober = rig.client().probe(rig.shared(), 1)) {
            prober.awaitAnswer(Rig.DEADLINE);
            happening.run();
            int adverts = capture.adverts(rig.better().node()).size();
            rig.await(
                    "advertisements of the master after all that",
                    () -> capture.adverts(rig.better().node()).size() >= adverts + 5);
            assertThat(rig.better().watch().changes().all().stream().skip(changes))
                    .as("the address that the client uses was never away")
                    .noneMatch(change -> change.held().address().equals(rig.shared()) && !change.present());
            // On a busy machine one or two may be lost to anything.
            assertThat(prober.end().outages())
                    .as(
                            "times without an answer; the addresses changed so: %s",
                            rig.better().watch().changes().all())
                    .allMatch(outage -> outage.lost() <= 2);
        }
        assertThat(capture.sightings().all().subList(before, capture.sightings().size()))
                .as("neither a resignation nor another master")
                .noneMatch(seen -> seen instanceof Advert advert
                        && advert.vrid() == 51
                        && (advert.priority() == 0 || advert.from(rig.other().node())));
    }
}
