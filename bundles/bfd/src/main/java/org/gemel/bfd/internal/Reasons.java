package org.gemel.bfd.internal;

import org.gemel.api.config.AddressText;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.bfd.internal.packet.Diagnostic;
import org.gemel.bfd.internal.packet.Discard;
import org.gemel.bfd.internal.packet.State;
import org.gemel.bfd.internal.session.Session;
import org.jspecify.annotations.Nullable;

/** What becomes of a session, in words. */
final class Reasons {

    private Reasons() {}

    /** Why a session that was up is not any more. */
    static String down(BfdSession definition, Session session, long detectionTime) {
        String neighbour = AddressText.of(definition.neighbour());
        if (session.diagnostic() == Diagnostic.DETECTION_TIME_EXPIRED) {
            return "no packet from " + neighbour + " for " + millis(detectionTime) + " (RFC 5880 6.8.4)";
        } else if (session.remoteState() == State.ADMIN_DOWN) {
            return neighbour + " has switched the session off (AdminDown)";
        }
        int why = session.remoteDiagnostic();
        return neighbour + " has taken the session down"
                + (why == Diagnostic.NONE ? "; perhaps it was restarted" : ": " + Diagnostic.text(why));
    }

    /** Why a session has not come up in all this time. */
    static String notFound(BfdSession definition, Session session, String obstacle, @Nullable Discard discard) {
        String neighbour = AddressText.of(definition.neighbour());
        if (!obstacle.isEmpty()) {
            return obstacle;
        } else if (discard != null) {
            return "the packets of " + neighbour + " are dropped: " + discard;
        } else if (session.remoteState() == State.ADMIN_DOWN) {
            return neighbour + " has switched the session off (AdminDown)";
        } else if (session.hears()) {
            return neighbour + " is heard and does not hear this host; does a firewall drop UDP port "
                    + Neighbour.port(definition) + "?";
        }
        return neighbour + " has not been heard for " + millis(session.patience())
                + "; does BFD run there, with this host as its neighbour?";
    }

    /** State, diagnostic, intervals. */
    static String detail(Session session, String obstacle, @Nullable Discard discard) {
        StringBuilder text = new StringBuilder(session.state().toString());
        if (session.diagnostic() != Diagnostic.NONE) {
            text.append(" (").append(Diagnostic.text(session.diagnostic())).append(')');
        }
        text.append(", sends every ").append(micros(session.transmitInterval()));
        if (session.hears()) {
            text.append(", hears every ")
                    .append(micros(session.receiveInterval()))
                    .append(", down after ")
                    .append(millis(session.detectionTime()))
                    .append(" of silence");
        } else {
            text.append(", hears nothing");
        }
        if (!obstacle.isEmpty()) {
            text.append("; ").append(obstacle);
        } else if (discard != null) {
            text.append("; the last packet was dropped: ").append(discard);
        }
        return text.toString();
    }

    private static String millis(long nanos) {
        return micros(nanos / 1_000);
    }

    private static String micros(long micros) {
        return micros % 1_000 == 0 ? micros / 1_000 + " ms" : micros + " us";
    }
}
