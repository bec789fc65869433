package org.gemel.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.gemel.api.config.Subject;
import org.gemel.api.status.NotificationStatus;
import org.gemel.api.status.NotificationStatus.Delivery;
import org.gemel.api.status.NotificationStatus.Pending;

/** Who was told what, as data. */
final class NotificationsJson {

    private NotificationsJson() {}

    static String of(NotificationStatus status) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("deliveries");
            for (Delivery delivery : status.deliveries()) {
                begin(
                        json,
                        delivery.notifier(),
                        delivery.subject(),
                        delivery.what(),
                        delivery.at().toString());
                json.writeNumberField("waitedMs", Durations.millis(delivery.waited()));
                json.writeNumberField("tookMs", Durations.millis(delivery.took()));
                json.writeBooleanField("delivered", delivery.delivered());
                json.writeStringField("detail", delivery.detail());
                json.writeNumberField("superseded", delivery.superseded());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("pending");
            for (Pending each : status.pending()) {
                begin(
                        json,
                        each.notifier(),
                        each.subject(),
                        each.what(),
                        each.at().toString());
                json.writeBooleanField("begun", each.begun());
                json.writeNumberField("superseded", each.superseded());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void begin(JsonGenerator json, String notifier, Subject subject, String what, String at)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("notifier", notifier);
        json.writeStringField("kind", subject.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("name", subject.name());
        json.writeStringField("what", what);
        json.writeStringField("at", at);
    }
}
