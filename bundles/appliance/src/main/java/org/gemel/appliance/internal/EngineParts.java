package org.gemel.appliance.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What engines are made of: a platform, a factory, and what the last one left that was suspended, once. Not safe for several
 * threads at a time.
 */
final class EngineParts {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Consumer<Event> events;

    private @Nullable Platform platform;
    private @Nullable VrrpEngineFactory factory;
    private List<String> doneWithout = List.of();
    /** Of the engine that was suspended and has no successor yet; empty without. */
    private String memory = "";
    /** Whose engine has failed to go on with the memory: the next one that it makes begins anew. */
    private @Nullable VrrpEngineFactory distrusted;

    /** @param events handed to each engine */
    EngineParts(Consumer<Event> events) {
        this.events = events;
    }

    boolean has(Platform each) {
        return each == platform;
    }

    boolean has(VrrpEngineFactory each) {
        return each == factory;
    }

    void platform(@Nullable Platform next) {
        platform = next;
    }

    void factory(@Nullable VrrpEngineFactory next) {
        factory = next;
    }

    /** The parts that are not here, in words for a person. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (platform == null) {
            missing.add("a platform (Platform service, bundle org.gemel.platform-linux)");
        }
        if (factory == null) {
            missing.add("the VRRP engine (VrrpEngineFactory service, bundle org.gemel.vrrp)");
        }
        return missing;
    }

    /** Makes the platform run as it is wanted to, if it is here; says what it does without. */
    void adopt(ProcessSettings settings) throws EngineException {
        Platform on = platform;
        if (on == null) {
            return;
        }
        try {
            List<String> refused = on.adopt(settings);
            if (!refused.equals(doneWithout)) {
                refused.forEach(LOG::warn);
                doneWithout = refused;
            }
        } catch (PlatformException e) {
            throw new EngineException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A new engine, which goes on where another one was suspended; null if a part is missing. */
    @Nullable
    PatientEngine assemble() {
        Platform on = platform;
        VrrpEngineFactory by = factory;
        if (on == null || by == null) {
            return null;
        }
        return new PatientEngine(beginsAnew(by) ? by.create(on, events) : by.create(on, events, memory));
    }

    private boolean beginsAnew(@Nullable VrrpEngineFactory by) {
        return memory.isEmpty() || by == distrusted;
    }

    /** What the next engine goes on with; empty if it begins anew. */
    String memory() {
        return memory;
    }

    /** The next engine goes on with this. */
    void remember(String left) {
        forget();
        memory = left;
    }

    /** There is nothing to go on with any more. */
    void forget() {
        memory = "";
        distrusted = null;
    }

    /** Lets the factory's next engine begin anew, after one that was to go on; false if that has begun anew itself. */
    boolean distrust() {
        if (beginsAnew(factory)) {
            return false;
        }
        distrusted = factory;
        return true;
    }

    /** Whether an engine has failed to go on, and there is another chance without what it was to go on with. */
    boolean distrusting() {
        return distrusted != null;
    }
}
