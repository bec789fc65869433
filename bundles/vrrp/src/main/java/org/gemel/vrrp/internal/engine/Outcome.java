package org.gemel.vrrp.internal.engine;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.gemel.api.config.AddressText;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;

/** What became of a handover, in words. */
final class Outcome {

    private static final long MILLI = 1_000_000L;

    private final long begun;
    private final Set<VirtualRouter> notPreempted = new HashSet<>();
    private final Set<VirtualRouter> notSucceeded = new HashSet<>();
    private @Nullable String abandoned;

    /** @param begun when it began */
    Outcome(long begun) {
        this.begun = begun;
    }

    /** Nobody preempted a member. */
    void notPreempted(VirtualRouter member) {
        notPreempted.add(member);
    }

    /** Nobody took a member over, not even when it had resigned. */
    void notSucceeded(VirtualRouter member) {
        notSucceeded.add(member);
    }

    /** It ended before its time. */
    void abandon(String why) {
        abandoned = why;
    }

    /** What became of a member; tells of a problem if it is still master. */
    HandoverResult of(VirtualRouter member, long now) {
        String name = member.instance().name();
        String time = BigDecimal.valueOf((now - begun) / MILLI, 3) + " s";
        boolean master = member.election().state() == VrrpState.MASTER;
        if (master && abandoned != null) {
            return new HandoverResult(name, HandoverResult.End.STILL_MASTER, abandoned + "; still MASTER; try again");
        }
        if (master) {
            String text = whyKept(member, time);
            member.tellOfProblem("handover-failed", text + "; it is still MASTER");
            return new HandoverResult(name, HandoverResult.End.STILL_MASTER, text + "; still MASTER");
        }
        InetAddress successor = member.master();
        if (successor == null) {
            return new HandoverResult(name, HandoverResult.End.NOT_MASTER, "is no master any more");
        }
        return new HandoverResult(
                name,
                HandoverResult.End.HANDED_OVER,
                "handed over to " + AddressText.of(successor) + " within " + time
                        + (notPreempted.contains(member)
                                ? ", by a resignation with priority 0, because nobody preempted"
                                : ""));
    }

    private String whyKept(VirtualRouter member, String time) {
        if (notSucceeded.contains(member) || notSucceeded.isEmpty()) {
            return "nobody took over within " + time + ", not even from a router that had resigned with priority 0";
        }
        return "taken back, because the sync group stays together and nobody took over "
                + notSucceeded.stream()
                        .map(each -> each.instance().name())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + " within " + time;
    }
}
