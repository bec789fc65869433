package org.gemel.balancer.internal.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.Position;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address.Endpoint;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.gemel.api.config.VirtualServer.SorryServer;

/** Virtual servers to try things out with. */
public final class Samples {

    public static final String VS = "192.0.2.1:80/tcp";
    public static final Timing TIMING =
            new Timing(Duration.ofSeconds(10), 2, Duration.ofSeconds(1), Duration.ofSeconds(10));

    private Samples() {}

    public static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static InetSocketAddress socket(int number) {
        return new InetSocketAddress(address("10.0.0." + number), 80);
    }

    public static String name(int number) {
        return "10.0.0." + number + ":80";
    }

    public static CheckerDefinition check(String kind, int number, Timing timing, boolean alpha) {
        return new CheckerDefinition(
                kind,
                timing,
                alpha,
                false,
                new Connection(socket(number), null, 0, null, 0, Duration.ofSeconds(3)),
                List.of(),
                null,
                null,
                null,
                1,
                new Position("test.conf", 1, 1));
    }

    /** One each failure of which is logged. */
    public static CheckerDefinition logged(int number) {
        CheckerDefinition check = tcp(number);
        return new CheckerDefinition(
                check.kind(),
                check.timing(),
                check.alpha(),
                true,
                check.connection(),
                check.settings(),
                null,
                null,
                null,
                check.weight(),
                check.at());
    }

    public static CheckerDefinition tcp(int number) {
        return check("TCP_CHECK", number, TIMING, false);
    }

    /** Options of a real server that most tests do not care for. */
    public record Real(int number, int weight, boolean inhibit, int most, int less, List<CheckerDefinition> checkers) {

        public RealServer build() {
            return new RealServer(
                    name(number), socket(number), Forwarding.NAT, weight, most, less, inhibit, false, checkers, null);
        }

        public Real inhibiting() {
            return new Real(number, weight, true, most, less, checkers);
        }

        public Real weighing(int other) {
            return new Real(number, other, inhibit, most, less, checkers);
        }

        public Real checkedBy(CheckerDefinition... others) {
            return new Real(number, weight, inhibit, most, less, List.of(others));
        }

        public Real limited(int upper, int lower) {
            return new Real(number, weight, inhibit, upper, lower, checkers);
        }
    }

    public static Real real(int number) {
        return new Real(number, 1, false, 0, 0, List.of(tcp(number)));
    }

    /** Options of a virtual server that most tests do not care for. */
    public record Virtual(
            String name,
            List<Real> reals,
            boolean sorry,
            boolean sorryInhibit,
            int quorum,
            int hysteresis,
            boolean haSuspend,
            boolean omega,
            boolean alpha) {

        public VirtualServer build() {
            return new VirtualServer(
                    name,
                    List.of(new Endpoint(address(name.substring(0, name.indexOf(':'))), 80, Protocol.TCP)),
                    new Scheduling("wrr", Set.of()),
                    Forwarding.NAT,
                    null,
                    reals.stream().map(Real::build).toList(),
                    sorry ? new SorryServer("10.0.0.99:80", socket(99), Forwarding.NAT, sorryInhibit) : null,
                    quorum,
                    hysteresis,
                    haSuspend,
                    omega,
                    alpha,
                    null);
        }

        public Virtual withSorry(boolean inhibit) {
            return new Virtual(name, reals, true, inhibit, quorum, hysteresis, haSuspend, omega, alpha);
        }

        public Virtual withQuorum(int wanted, int more) {
            return new Virtual(name, reals, sorry, sorryInhibit, wanted, more, haSuspend, omega, alpha);
        }

        public Virtual suspending() {
            return new Virtual(name, reals, sorry, sorryInhibit, quorum, hysteresis, true, omega, alpha);
        }

        public Virtual withOmega() {
            return new Virtual(name, reals, sorry, sorryInhibit, quorum, hysteresis, haSuspend, true, alpha);
        }

        public Virtual withAlpha() {
            return new Virtual(name, reals, sorry, sorryInhibit, quorum, hysteresis, haSuspend, omega, true);
        }
    }

    public static Virtual virtual(Real... reals) {
        return new Virtual(VS, List.of(reals), false, false, 1, 0, false, false, false);
    }

    public static Balancing balancing(Virtual... servers) {
        Balancing none = Balancing.NONE;
        return new Balancing(
                java.util.Arrays.stream(servers).map(Virtual::build).toList(),
                none.dataPlane(),
                none.flush(),
                none.leave(),
                none.timeouts(),
                none.sync(),
                none.grace());
    }

    /** A check that belongs to a virtual server that nobody runs. */
    public static Check aCheck() {
        return new Pool(virtual(real(1)).build(), new Bench(1), new Moment(0, Instant.EPOCH))
                .members()
                .get(0)
                .checks()
                .get(0);
    }
}
