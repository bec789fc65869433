package org.gemel.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.CheckStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.Seen;
import org.gemel.api.dataplane.Traffic.Counts;
import org.jspecify.annotations.Nullable;

/** Virtual servers as data; the format is documented in this package's description. */
final class BalanceJson {

    private static final int FORMAT = 1;

    private BalanceJson() {}

    static String of(List<VirtualServerStatus> servers) {
        return of(servers, List.of());
    }

    /** @param perSecond the same in the same order with what is counted in a second; empty if nobody wants to know that */
    static String of(List<VirtualServerStatus> servers, List<VirtualServerStatus> perSecond) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeArrayFieldStart("virtualServers");
            for (int i = 0; i < servers.size(); i++) {
                write(json, servers.get(i), perSecond.isEmpty() ? null : perSecond.get(i));
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, VirtualServerStatus server, @Nullable VirtualServerStatus perSecond)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", server.name());
        json.writeArrayFieldStart("addresses");
        for (String address : server.addresses()) {
            json.writeString(address);
        }
        json.writeEndArray();
        json.writeStringField("scheduler", server.scheduler());
        json.writeStringField("dataPlane", server.dataPlane());
        json.writeBooleanField("quorumReached", server.quorumReached());
        json.writeNumberField("quorum", server.quorum());
        json.writeNumberField("weight", server.weight());
        json.writeBooleanField("sorry", server.sorry());
        json.writeBooleanField("suspended", server.suspended());
        json.writeStringField("reason", server.reason());
        json.writeStringField("since", server.since().toString());
        write(json, "traffic", server.traffic());
        if (perSecond != null) {
            write(json, "perSecond", perSecond.traffic());
        }
        json.writeArrayFieldStart("realServers");
        for (int i = 0; i < server.realServers().size(); i++) {
            write(
                    json,
                    server.realServers().get(i),
                    perSecond == null ? null : perSecond.realServers().get(i));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, RealServerStatus server, @Nullable RealServerStatus perSecond)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", server.name());
        json.writeBooleanField("sorry", server.sorry());
        json.writeBooleanField("alive", server.alive());
        json.writeBooleanField("drained", server.drained());
        json.writeNumberField("weight", server.weight());
        json.writeNumberField("configuredWeight", server.configuredWeight());
        json.writeStringField("forwarding", server.forwarding());
        json.writeStringField("reason", server.reason());
        json.writeStringField("since", server.since().toString());
        write(json, "traffic", server.traffic());
        if (perSecond != null) {
            write(json, "perSecond", perSecond.traffic());
        }
        json.writeArrayFieldStart("checks");
        for (CheckStatus each : server.checks()) {
            write(json, each);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, CheckStatus check) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", check.kind());
        json.writeBooleanField("passed", check.passed());
        json.writeStringField("condition", check.condition());
        json.writeNumberField("probes", check.probes());
        json.writeNumberField("failures", check.failures());
        json.writeArrayFieldStart("history");
        for (Seen seen : check.history()) {
            json.writeStartObject();
            json.writeStringField("at", seen.at().toString());
            json.writeBooleanField("passed", seen.verdict().passed());
            json.writeNumberField("weight", seen.verdict().weight());
            json.writeStringField("asked", seen.verdict().evidence().asked());
            json.writeStringField("answered", seen.verdict().evidence().answered());
            json.writeNumberField("tookMillis", seen.verdict().evidence().took().toNanos() / 1e6);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Counts counts) throws IOException {
        json.writeObjectFieldStart(name);
        number(json, "connections", counts.connections());
        number(json, "active", counts.active());
        number(json, "inactive", counts.inactive());
        number(json, "packetsIn", counts.packetsIn());
        number(json, "packetsOut", counts.packetsOut());
        number(json, "bytesIn", counts.bytesIn());
        number(json, "bytesOut", counts.bytesOut());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, long value) throws IOException {
        if (value < 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
