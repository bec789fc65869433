package org.gemel.itests.rig;

import java.util.List;
import java.util.stream.Stream;
import org.gemel.demo.lab.Lab;

/**
 * Who shares an address with whom, and how they talk.
 *
 * @param better what runs on the better router
 * @param other what runs on the other one
 * @param flavour how they talk
 */
public record Pairing(Software better, Software other, Flavour flavour) {

    /** A way of talking VRRP. */
    public enum Flavour {
        /** VRRPv2 without authentication. */
        V2(new Setup(2, "1", "", false, false, List.of(Lab.SHARED4 + "/24"))),
        /** VRRPv2 with a password. */
        V2_PASS(new Setup(2, "1", "together", false, false, List.of(Lab.SHARED4 + "/24"))),
        /** VRRPv3 over IPv4. */
        V3(Setup.v3("0.2")),
        /** VRRPv3 over IPv6. */
        V3_IPV6(new Setup(3, "0.2", "", false, false, List.of("fe80::10:1/64", Lab.SHARED6 + "/64"))),
        /** VRRPv3 over IPv4 to listed peers. */
        UNICAST(new Setup(3, "0.2", "", true, false, List.of(Lab.SHARED4 + "/24")));

        private final Setup setup;

        Flavour(Setup setup) {
            this.setup = setup;
        }

        /** What the routers have in common. */
        public Setup setup() {
            return setup;
        }
    }

    /** Every pair of which Gemel is one half, in every flavour. */
    public static Stream<Pairing> all() {
        return Stream.of(Flavour.values())
                .flatMap(flavour -> Stream.of(
                        new Pairing(Software.GEMEL, Software.GEMEL, flavour),
                        new Pairing(Software.GEMEL, Software.KEEPALIVED, flavour),
                        new Pairing(Software.KEEPALIVED, Software.GEMEL, flavour)));
    }

    /** Those in which Gemel is the better router. */
    public static Stream<Pairing> gemelBetter() {
        return all().filter(pairing -> pairing.better() == Software.GEMEL);
    }

    /** Builds the rig. */
    public Rig build() {
        return Rig.build(flavour.setup(), better, other);
    }

    /** What is missing on this machine. */
    public List<String> missing() {
        return Rig.missing(better, other);
    }

    @Override
    public String toString() {
        return flavour + " " + better + " over " + other;
    }
}
