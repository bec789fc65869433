package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Prober;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An address goes to the other router on purpose, and a client that asks every few milliseconds does not notice. */
class HandoverIT {

    private static final int EVERY_MILLIS = 2;
    private static final List<String> IPV4 = List.of(Lab.SHARED4 + "/24");
    private static final Setup V2 = new Setup(2, "1", "", null, false, IPV4);
    private static final Setup IPV6 =
            new Setup(3, "0.5", "", null, false, List.of("fe80::10:1/64", Lab.SHARED6 + "/64"));
    private static final Setup UNICAST = new Setup(3, "0.5", "", "", false, IPV4);
    private static final Setup VIRTUAL_MAC = new Setup(3, "0.5", "    use_vmac\n", null, false, IPV4);
    private static final Setup VIRTUAL_MAC6 =
            new Setup(3, "0.5", "    use_vmac\n", null, false, List.of("fe80::10:1/64", Lab.SHARED6 + "/64"));
    private static final Setup NOPREEMPT = new Setup(3, "0.5", "    nopreempt\n", null, false, IPV4);

    private record Case(String name, Setup setup, Software other) {

        /**
         * keepalived announces an IPv6 address before its kernel answers for it: the route to itself, which the kernel makes in
         * its own time, follows a fraction of a millisecond later, on a busy machine up to 20 ms. Whoever hands over cannot help
         * that: clients that it called back would stay here for five seconds, until keepalived announces again. With a virtual
         * MAC Gemel does call them back when it hears keepalived, whose first advertisement takes the MAC to its port before it
         * has the address: half a millisecond passes until the call.
         */
        int mayLose() {
            boolean early = setup.equals(VIRTUAL_MAC) || setup.addresses().equals(IPV6.addresses());
            return early && other == Software.KEEPALIVED ? 5 : 0;
        }

        @Override
        public String toString() {
            return name + " to " + other;
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(Software.GEMEL, Software.KEEPALIVED)
                .flatMap(other -> Stream.of(
                        new Case("v2", V2, other),
                        new Case("v3 IPv6", IPV6, other),
                        new Case("v3 unicast", UNICAST, other),
                        new Case("v3 virtual MAC", VIRTUAL_MAC, other),
                        new Case("v3 IPv6 virtual MAC", VIRTUAL_MAC6, other),
                        new Case("v3 nopreempt", NOPREEMPT, other)));
    }

    private interface Story {
        void happen(Rig rig);
    }

    private static Prober.Report during(Case what, Story story) {
        Requirement.check(Rig.missing(Software.GEMEL, what.other()));
        try (Rig rig = Rig.build(what.setup(), Software.GEMEL, what.other())) {
            rig.better().start(rig.setup());
            rig.awaitServing(rig.better());
            rig.other().start(rig.setup());
            rig.other().awaitReady();
            try (Prober prober = rig.client().probe(rig.shared(), EVERY_MILLIS)) {
                prober.awaitAnswer(Rig.DEADLINE);
                story.happen(rig);
                rig.awaitServing(rig.other());
                return prober.end();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nobodyNoticesAHandover(Case what) {
        Prober.Report seen = during(what, rig -> {
            Commands.Result result = rig.better().ask("handover");
            assertThat(result.output()).contains("handed over to ");
            assertThat(result.status()).isZero();
            assertThat(rig.better().ask("status").output()).contains("handed over, does not preempt");
        });
        assertThat(seen.outages()).allMatch(outage -> outage.lost() <= what.mayLose());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nobodyNoticesAGracefulStop(Case what) {
        Prober.Report seen = during(what, rig -> {
            Router master = rig.better();
            master.program().signalMain("TERM");
            assertThat(master.program().awaitExit(Rig.DEADLINE)).isZero();
        });
        assertThat(seen.outages()).allMatch(outage -> outage.lost() <= what.mayLose());
    }
}
