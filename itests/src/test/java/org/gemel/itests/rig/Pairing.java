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

    private static final List<String> IPV4 = List.of(Lab.SHARED4 + "/24");
    private static final List<String> IPV6 = List.of("fe80::10:1/64", Lab.SHARED6 + "/64");

    /** A way of talking VRRP. */
    public enum Flavour {
        /** VRRPv2 without authentication. */
        V2(new Setup(2, "1", "", null, false, IPV4)),
        /** VRRPv2 with a password. */
        V2_PASS(new Setup(2, "1", Setup.password("PASS"), null, false, IPV4)),
        /** VRRPv2 behind the authentication header. */
        V2_AH(new Setup(2, "1", Setup.password("AH"), null, false, IPV4)),
        /** The same to listed peers. */
        V2_AH_UNICAST(new Setup(2, "1", Setup.password("AH"), "", false, IPV4)),
        /** VRRPv2 with a password and signatures. */
        V2_HMAC(new Setup(2, "1", Setup.password("PASS") + Setup.signatures(), null, false, IPV4)),
        /** VRRPv3 over IPv4. */
        V3(Setup.v3("0.5")),
        /** VRRPv3 over IPv6. */
        V3_IPV6(new Setup(3, "0.2", "", null, false, IPV6)),
        /** VRRPv3 over IPv6 with signatures. */
        V3_IPV6_HMAC(new Setup(3, "0.2", Setup.signatures(), null, false, IPV6)),
        /** VRRPv3 over IPv4 to listed peers. */
        UNICAST(new Setup(3, "0.2", "", "", false, IPV4)),
        /** The same, from peers whose packets crossed no router. */
        UNICAST_TTL(new Setup(3, "0.2", "    unicast_ttl 9\n", "min_ttl 9 max_ttl 9", false, IPV4));

        private final Setup setup;

        Flavour(Setup setup) {
            this.setup = setup;
        }

        /** What the routers have in common. */
        public Setup setup() {
            return setup;
        }
    }

    /** Every pair of which Gemel is one half, in the flavours that most networks have. */
    public static Stream<Pairing> all() {
        return mixed(Flavour.V2, Flavour.V2_PASS, Flavour.V3, Flavour.V3_IPV6, Flavour.UNICAST);
    }

    /** Those in which one router must believe the other; keepalived 2.2.7 knows no signatures. */
    public static Stream<Pairing> believing() {
        return Stream.concat(
                mixed(Flavour.V2_AH, Flavour.V2_AH_UNICAST, Flavour.UNICAST_TTL),
                Stream.of(Flavour.V2_HMAC, Flavour.V3_IPV6_HMAC)
                        .map(flavour -> new Pairing(Software.GEMEL, Software.GEMEL, flavour)));
    }

    private static Stream<Pairing> mixed(Flavour... flavours) {
        return Stream.of(flavours)
                .flatMap(flavour -> Stream.of(
                        new Pairing(Software.GEMEL, Software.GEMEL, flavour),
                        new Pairing(Software.GEMEL, Software.KEEPALIVED, flavour),
                        new Pairing(Software.KEEPALIVED, Software.GEMEL, flavour)));
    }

    /** Those in which Gemel is the better router. */
    public static Stream<Pairing> gemelBetter() {
        return all().filter(pairing -> pairing.better() == Software.GEMEL);
    }

    /** The usual pairs, in the flavour that is quickest. */
    public static Stream<Pairing> quick() {
        return mixed(Flavour.V3);
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
