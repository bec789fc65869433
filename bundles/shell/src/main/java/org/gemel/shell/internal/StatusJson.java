package org.gemel.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.InstanceStatus.HeldAddress;

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
            Json.counters(json, status.counters());
            json.writeEndObject();
        });
    }

    /** One virtual router, as an element of {@code instances}. */
    static String of(InstanceStatus instance) {
        return Json.write(json -> write(json, instance));
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
        json.writeEndObject();
    }
}
