package org.gemel.shell.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.HeldEntry;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.InstanceStatus.HeldAddress;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;

/** All that is known of one virtual router. */
final class DetailText {

    private DetailText() {}

    /**
     * A heading, then facts with their names, then the counters.
     *
     * @param configured its configuration, or null if it is not configured any more
     */
    static String of(InstanceStatus status, @Nullable VrrpInstance configured, Instant now) {
        Columns facts = new Columns()
                .row("virtual router", identity(status))
                .row("since", status.since().truncatedTo(ChronoUnit.MILLIS).toString())
                .row("priority", TrackerText.priority(status))
                .row("master", master(status));
        if (status.group() != null) {
            facts.row("sync group", status.group());
        }
        if (status.untilTakeover() != null) {
            facts.row("takes over in", Durations.timer(status.untilTakeover()) + " unless the master is heard");
        }
        if (configured != null) {
            facts.row("preempt", status.handedOver() ? StatusText.handedOver(status) : preempt(configured));
        }
        facts.row("interval", Durations.timer(status.advertInterval()));
        if (!status.masterDownInterval().isZero()) {
            facts.row("skew time", Durations.timer(status.skewTime()))
                    .row("master down after", Durations.timer(status.masterDownInterval()));
        }
        if (configured != null) {
            modes(configured, facts);
        }
        addresses(status.addresses(), facts);
        routing("routes", HeldEntry.Kind.ROUTE, status.routing(), facts);
        routing("rules", HeldEntry.Kind.RULE, status.routing(), facts);
        trackers(status.trackers(), now, facts);
        return status.name() + " is " + status.state() + " for " + Durations.since(status.since(), now) + ": "
                + status.reason() + "\n"
                + facts.text("  ")
                + (status.counters().isEmpty() ? "" : "  counters\n" + StatusText.counters(status.counters(), "    "));
    }

    private static String identity(InstanceStatus status) {
        return "VRID " + status.vrid() + " on " + status.interfaceName() + ", VRRPv" + status.version() + ", "
                + StatusText.family(status.family());
    }

    private static String master(InstanceStatus status) {
        if (status.masterAddress() == null) {
            return "unknown";
        }
        return StatusText.address(status.masterAddress())
                + (status.state() == VrrpState.MASTER ? " (this router)" : "")
                + (status.masterPriority() == 0 ? "" : ", priority " + status.masterPriority());
    }

    private static String preempt(VrrpInstance configured) {
        if (!configured.preempt()) {
            return "no";
        }
        return configured.preemptDelay().isZero() ? "yes" : "yes, after " + Durations.timer(configured.preemptDelay());
    }

    private static void modes(VrrpInstance configured, Columns facts) {
        facts.row("source", configured.source() == null ? "automatic" : StatusText.address(configured.source()));
        facts.row(
                "sends to",
                configured.unicast()
                        ? configured.unicastPeers().stream()
                                .map(UnicastPeer::toString)
                                .collect(Collectors.joining(", "))
                        : StatusText.address(configured.multicastGroup()));
        facts.row("authentication", authentication(configured.authentication()));
        if (configured.version() == 3 && configured.family().addressLength() == 4) {
            facts.row("checksum form", configured.checksumForm().name().toLowerCase(Locale.ROOT));
        }
    }

    private static String authentication(Authentication authentication) {
        if (authentication instanceof Authentication.Hmac hmac) {
            return "auth_hmac " + hmac.mode().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", key "
                    + hmac.activeKey() + " of " + hmac.keys().size();
        }
        return authentication instanceof Authentication.None
                ? "none"
                : authentication.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private static void addresses(List<HeldAddress> addresses, Columns facts) {
        String label = "addresses";
        for (HeldAddress address : addresses) {
            facts.row(
                    label,
                    address.address() + " on " + address.interfaceName() + (address.held() ? ", held" : ", not held"));
            label = "";
        }
    }

    private static void routing(String title, HeldEntry.Kind kind, List<HeldEntry> entries, Columns facts) {
        String label = title;
        for (HeldEntry entry : entries) {
            if (entry.kind() == kind) {
                facts.row(label, entry.entry() + StatusText.held(entry));
                label = "";
            }
        }
    }

    private static void trackers(List<TrackerStatus> trackers, Instant now, Columns facts) {
        String label = "tracks";
        for (TrackerStatus tracker : trackers) {
            facts.row(label, TrackerText.of(tracker, now));
            label = "";
        }
    }
}
