package org.gemel.shell.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.gemel.api.appliance.Balance;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;

/** What can be asked of virtual servers. All methods return text to print, or throw a {@link CommandFailure}. */
final class BalanceCommands {

    private static final long SECOND = 1000;

    private final Balance balance;
    private final Clock clock;

    BalanceCommands(Balance balance, Clock clock) {
        this.balance = balance;
        this.clock = clock;
    }

    /** All, a line each. */
    String table() {
        return BalanceText.table(balance.status(), clock.instant());
    }

    /** All, with what is counted in a second, which this takes. */
    String rates() throws InterruptedException {
        return BalanceText.table(measure().perSecond(), clock.instant());
    }

    /** All as data. */
    String json() {
        return BalanceJson.of(balance.status());
    }

    /** All as data, and besides what is counted in a second, which this takes. */
    String jsonWithRates() throws InterruptedException {
        Measured measured = measure();
        return BalanceJson.of(measured.now(), measured.perSecond());
    }

    /**
     * All twice, in the same order.
     *
     * @param now as it is
     * @param perSecond with what is counted in a second
     */
    private record Measured(List<VirtualServerStatus> now, List<VirtualServerStatus> perSecond) {}

    private Measured measure() throws InterruptedException {
        List<VirtualServerStatus> before = balance.status();
        long begun = System.nanoTime();
        Thread.sleep(SECOND);
        List<VirtualServerStatus> after = balance.status();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        return new Measured(after, Rates.between(before, after, elapsed));
    }

    /** The evidence for a real server. */
    String explain(String virtualServer, String realServer) {
        VirtualServerStatus server = virtual(virtualServer);
        return BalanceText.explanation(server, real(server, realServer), clock.instant());
    }

    /** Takes a real server out of service; waits until nobody uses it, if that is wished. */
    String drain(boolean untilIdle, String virtualServer, String realServer) throws InterruptedException {
        VirtualServerStatus server = virtual(virtualServer);
        RealServerStatus real = real(server, realServer);
        long open = balance.drain(server.name(), real.name());
        if (!untilIdle) {
            return real.name() + " of " + server.name() + " gets no new connections; it has " + connections(open)
                    + "\n";
        }
        for (RealServerStatus now = drained(server, real); now.traffic().active() != 0; now = drained(server, real)) {
            if (now.traffic().active() < 0) {
                throw new CommandFailure(
                        Commands.FAILED,
                        "error: " + real.name() + " gets no new connections, but nobody knows how many it has: the data"
                                + " plane does not count them\n");
            }
            Thread.sleep(SECOND / 2);
        }
        return real.name() + " of " + server.name() + " is idle; to stop it is safe now\n";
    }

    /** As it is while it is waited for. */
    private RealServerStatus drained(VirtualServerStatus server, RealServerStatus real) {
        RealServerStatus now = real(virtual(server.name()), real.name());
        if (!now.drained()) {
            throw new CommandFailure(
                    Commands.FAILED, "error: somebody else has ended the drain of " + real.name() + "\n");
        }
        return now;
    }

    private static String connections(long open) {
        if (open < 0) {
            return "an unknown number of them";
        }
        return open == 1 ? "one" : open == 0 ? "none" : Long.toString(open);
    }

    /** Gives it connections again. */
    String undrain(String virtualServer, String realServer) {
        VirtualServerStatus server = virtual(virtualServer);
        RealServerStatus real = real(server, realServer);
        return balance.undrain(server.name(), real.name())
                ? real.name() + " of " + server.name() + " gets connections again\n"
                : real.name() + " of " + server.name() + " was not drained\n";
    }

    private VirtualServerStatus virtual(String name) {
        return find(
                "virtual server",
                name,
                balance.status(),
                VirtualServerStatus::name,
                full -> full.replaceFirst("/[a-z]+$", ""));
    }

    private static RealServerStatus real(VirtualServerStatus server, String name) {
        return find(
                "real server of " + server.name(),
                name,
                server.realServers().stream().filter(each -> !each.sorry()).toList(),
                RealServerStatus::name,
                full -> full.replaceFirst(":[0-9]+$", "").replaceAll("[\\[\\]]", ""));
    }

    /** By its name, or by a shorter one that only it has. */
    private static <T> T find(
            String what, String name, List<T> all, Function<T, String> names, Function<String, String> shorter) {
        List<T> found =
                all.stream().filter(each -> names.apply(each).equals(name)).toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(each -> shorter.apply(names.apply(each)).equals(name))
                    .toList();
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        String known = String.join(", ", all.stream().map(names).toList());
        throw new CommandFailure(
                Commands.FAILED,
                "error: " + (found.isEmpty() ? "no " + what + " is called " : "more than one " + what + " is called ")
                        + name + (known.isEmpty() ? "; none is configured\n" : "; there is " + known + "\n"));
    }
}
