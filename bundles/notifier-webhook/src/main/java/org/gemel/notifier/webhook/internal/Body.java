package org.gemel.notifier.webhook.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.gemel.api.event.Event;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;

/** Events as JSON; the package says what the fields are. */
final class Body {

    /** No text is longer. */
    static final int LONGEST = 1000;

    private static final int VERSION = 1;
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final JsonFactory factory = JsonFactory.builder().build();

    /** The body for an event in UTF-8; null if it is not told. */
    byte @Nullable [] of(Event event, String routerId) {
        String kind = kind(event);
        if (kind == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            text(json, "event", kind);
            text(json, "time", TIME.format(event.at()));
            text(json, "router", routerId);
            text(
                    json,
                    event.subject().kind().name().toLowerCase(Locale.ROOT),
                    event.subject().name());
            facts(json, event);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but into memory", e);
        }
        return bytes.toByteArray();
    }

    /** The end of everything is told as an end and not as a state. */
    private static @Nullable String kind(Event event) {
        if (event instanceof Event.Transition transition) {
            return transition.to() == VrrpState.INIT ? null : "transition";
        }
        if (event instanceof Event.GroupTransition transition) {
            return transition.to() == VrrpState.INIT ? null : "transition";
        }
        if (event instanceof Event.Ended || event instanceof Event.GroupEnded) {
            return "ended";
        }
        if (event instanceof Event.PriorityChanged) {
            return "priority";
        }
        if (event instanceof Event.LowerPriorityHeard) {
            return "lower-priority-heard";
        }
        if (event instanceof Event.Problem) {
            return "problem";
        }
        if (event instanceof Event.OfServer server) {
            return kind(server);
        }
        return event instanceof Event.AddressRestored ? "address-restored" : null;
    }

    private static @Nullable String kind(Event.OfServer event) {
        if (event instanceof Event.QuorumChanged) {
            return "quorum";
        }
        if (event instanceof Event.RealServerChanged) {
            return "real-server";
        }
        if (event instanceof Event.WeightChanged) {
            return "weight";
        }
        return event instanceof Event.ServerProblem ? "problem" : null;
    }

    private static void facts(JsonGenerator json, Event event) throws IOException {
        if (event instanceof Event.Transition transition) {
            states(json, transition.from(), transition.to());
            json.writeNumberField("priority", transition.priority());
            text(json, "reason", transition.reason());
        } else if (event instanceof Event.GroupTransition transition) {
            states(json, transition.from(), transition.to());
            text(json, "reason", transition.reason());
        } else if (event instanceof Event.Ended ended) {
            text(json, "state", ended.end().name());
            json.writeNumberField("priority", ended.priority());
        } else if (event instanceof Event.GroupEnded ended) {
            text(json, "state", ended.end().name());
        } else if (event instanceof Event.PriorityChanged changed) {
            json.writeNumberField("priority", changed.to());
            json.writeNumberField("previousPriority", changed.from());
            text(json, "reason", changed.reason());
        } else if (event instanceof Event.LowerPriorityHeard heard) {
            json.writeNumberField("priority", heard.priority());
        } else if (event instanceof Event.Problem problem) {
            text(json, "code", problem.code());
            text(json, "message", problem.message());
        } else if (event instanceof Event.AddressRestored restored) {
            text(json, "address", restored.address());
        } else if (event instanceof Event.OfServer server) {
            facts(json, server);
        }
    }

    private static void facts(JsonGenerator json, Event.OfServer event) throws IOException {
        if (event instanceof Event.QuorumChanged quorum) {
            text(json, "state", quorum.reached() ? "UP" : "DOWN");
            json.writeNumberField("weight", quorum.weight());
            json.writeNumberField("quorum", quorum.quorum());
            text(json, "reason", quorum.reason());
        } else if (event instanceof Event.RealServerChanged changed) {
            text(json, "virtualServer", changed.virtualServer());
            text(json, "state", changed.alive() ? "UP" : "DOWN");
            text(json, "reason", changed.reason());
        } else if (event instanceof Event.WeightChanged changed) {
            text(json, "virtualServer", changed.virtualServer());
            json.writeNumberField("weight", changed.to());
            json.writeNumberField("previousWeight", changed.from());
            text(json, "reason", changed.reason());
        } else if (event instanceof Event.ServerProblem problem) {
            text(json, "virtualServer", problem.virtualServer());
            text(json, "code", problem.code());
            text(json, "message", problem.message());
        }
    }

    private static void states(JsonGenerator json, VrrpState from, VrrpState to) throws IOException {
        text(json, "state", to.name());
        text(json, "previous", from.name());
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        int end = Math.min(value.length(), LONGEST);
        // Half a pair of surrogates is no character.
        boolean splits = end < value.length() && Character.isHighSurrogate(value.charAt(end - 1));
        json.writeStringField(name, value.substring(0, splits ? end - 1 : end));
    }
}
