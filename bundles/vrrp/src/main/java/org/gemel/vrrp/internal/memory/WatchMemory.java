package org.gemel.vrrp.internal.memory;

import java.time.Instant;
import org.gemel.api.config.Tracked;
import org.gemel.api.tracker.Health;

/** The last verdict about something that is tracked. */
public record WatchMemory(Tracked.Kind kind, String name, Health health, Instant since) {

    String line() {
        Fields fields = new Fields().put("kind", kind).put("name", name).put("since", since);
        if (health instanceof Health.Failed failed) {
            fields.put("failed", failed.reason()).put("asked", failed.asked());
        } else if (health instanceof Health.Level level) {
            fields.put("level", level.value());
        } else if (health instanceof Health.Well) {
            fields.put("well", true);
        }
        return fields.toString();
    }

    /** @throws RuntimeException if it cannot be read */
    static WatchMemory of(Fields fields) {
        Health health = new Health.Unknown();
        if (!fields.text("failed").isEmpty()) {
            health = new Health.Failed(fields.text("failed"), fields.isTrue("asked"));
        } else if (!fields.text("level").isEmpty()) {
            health = new Health.Level((int) fields.number("level"));
        } else if (fields.isTrue("well")) {
            health = new Health.Well();
        }
        return new WatchMemory(
                Tracked.Kind.valueOf(fields.text("kind")),
                fields.text("name"),
                health,
                Instant.parse(fields.text("since")));
    }
}
