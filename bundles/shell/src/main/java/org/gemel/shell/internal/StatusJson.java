package org.gemel.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.GroupStatus;
import org.gemel.api.status.HeldEntry;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.InstanceStatus.HeldAddress;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.tracker.Health;

/** The status as data; the format is documented in this package's description. */
final class StatusJson {

    private static final int FORMAT = 1;

    private StatusJson() {}

    /** Everything. */
    static String of(Appliance appliance, String version) {
        EngineStatus status = appliance.status();
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("version", version);
            json.writeStringField("routerId", appliance.configuration().routerId());
            json.writeStringField(
                    "configurationFile", appliance.configurationFile().toString());
            json.writeStringField("startedAt", appliance.startedAt().toString());
            json.writeArrayFieldStart("instances");
            for (InstanceStatus instance : status.instances()) {
                write(json, instance);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("groups");
            for (GroupStatus group : status.groups()) {
                write(json, group);
            }
            json.writeEndArray();
            Json.counters(json, status.counters());
            write(json, "staticEntries", status.staticEntries());
            Instant due = appliance.confirmationDue();
            json.writeStringField("confirmationDue", due == null ? null : due.toString());
            json.writeEndObject();
        });
    }

    /** One virtual router, as an element of {@code instances}. */
    static String of(InstanceStatus instance) {
        return Json.write(json -> write(json, instance));
    }

    /** The counters alone. */
    static String counters(EngineStatus status) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberField("format", 1);
            json.writeArrayFieldStart("instances");
            for (InstanceStatus instance : status.instances()) {
                writeCounters(json, instance);
            }
            json.writeEndArray();
            Json.counters(json, status.counters());
            json.writeEndObject();
        });
    }

    /** Those of one virtual router, as an element of {@code instances}. */
    static String counters(InstanceStatus instance) {
        return Json.write(json -> writeCounters(json, instance));
    }

    private static void writeCounters(JsonGenerator json, InstanceStatus instance) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", instance.name());
        Json.counters(json, instance.counters());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, InstanceStatus instance) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", instance.name());
        json.writeStringField("interface", instance.interfaceName());
        json.writeNumberField("vrid", instance.vrid());
        json.writeStringField("family", instance.family().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("version", instance.version());
        json.writeStringField("state", instance.state().name());
        json.writeStringField("reason", instance.reason());
        json.writeStringField("since", instance.since().toString());
        json.writeNumberField("priority", instance.priority());
        json.writeNumberField("effectivePriority", instance.effectivePriority());
        // A null String is written as JSON null.
        json.writeStringField(
                "masterAddress",
                instance.masterAddress() == null ? null : StatusText.address(instance.masterAddress()));
        json.writeNumberField("masterPriority", instance.masterPriority());
        json.writeNumberField("advertIntervalMs", Durations.millis(instance.advertInterval()));
        json.writeNumberField("skewTimeMs", Durations.millis(instance.skewTime()));
        json.writeNumberField("masterDownIntervalMs", Durations.millis(instance.masterDownInterval()));
        json.writeArrayFieldStart("addresses");
        for (HeldAddress address : instance.addresses()) {
            json.writeStartObject();
            json.writeStringField("address", address.address());
            json.writeStringField("interface", address.interfaceName());
            json.writeBooleanField("held", address.held());
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.counters(json, instance.counters());
        json.writeStringField("group", instance.group());
        json.writeArrayFieldStart("trackers");
        for (TrackerStatus tracker : instance.trackers()) {
            write(json, tracker);
        }
        json.writeEndArray();
        // A null BigDecimal is written as JSON null.
        json.writeNumberField(
                "untilTakeoverMs",
                instance.untilTakeover() == null ? null : Durations.millis(instance.untilTakeover()));
        write(json, "routing", instance.routing());
        json.writeBooleanField("handedOver", instance.handedOver());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, List<HeldEntry> entries) throws IOException {
        json.writeArrayFieldStart(field);
        for (HeldEntry entry : entries) {
            json.writeStartObject();
            json.writeStringField("kind", entry.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("entry", entry.entry());
            json.writeBooleanField("held", entry.held());
            json.writeStringField("refusal", entry.refusal());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, TrackerStatus tracker) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", tracker.tracked().kind().text());
        json.writeStringField("name", tracker.tracked().name());
        json.writeNumberField("weight", tracker.tracked().weight());
        json.writeBooleanField("reverse", tracker.tracked().reverse());
        json.writeBooleanField("ofGroup", tracker.ofGroup());
        json.writeStringField(
                "health", tracker.health() instanceof Health.Level ? "level" : TrackerText.health(tracker.health()));
        if (tracker.health() instanceof Health.Level level) {
            json.writeNumberField("value", level.value());
        }
        json.writeStringField("reason", tracker.health() instanceof Health.Failed failed ? failed.reason() : "");
        json.writeStringField("detail", tracker.detail());
        json.writeStringField("since", tracker.since().toString());
        json.writeNumberField("adds", tracker.adds());
        json.writeBooleanField("obstructs", tracker.obstructs());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, GroupStatus group) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", group.name());
        json.writeStringField("state", group.state().name());
        json.writeArrayFieldStart("members");
        for (String member : group.members()) {
            json.writeString(member);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
