package org.gemel.vrrp.internal;

import java.util.Map;
import java.util.function.Consumer;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.TrackerFactory;
import org.gemel.vrrp.internal.engine.DefaultVrrpEngine;
import org.gemel.vrrp.internal.memory.EngineMemory;
import org.gemel.vrrp.internal.tracking.TrackerFactories;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Makes VRRP engines for whoever asks. */
@Component
public final class DefaultVrrpEngineFactory implements VrrpEngineFactory {

    private final TrackerFactories trackers = new TrackerFactories();

    /** A factory has come. */
    @Reference(
            service = TrackerFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void addTrackers(TrackerFactory factory, Map<String, Object> properties) {
        trackers.add(kind(properties), factory);
    }

    /** A factory is going. */
    public void removeTrackers(TrackerFactory factory, Map<String, Object> properties) {
        trackers.remove(kind(properties), factory);
    }

    private static String kind(Map<String, Object> properties) {
        return String.valueOf(properties.get(TrackerFactory.KIND));
    }

    @Override
    public VrrpEngine create(Platform platform, Consumer<Event> events) {
        return new DefaultVrrpEngine(platform, trackers, events);
    }

    @Override
    public VrrpEngine create(Platform platform, Consumer<Event> events, String memory) {
        return new DefaultVrrpEngine(platform, trackers, events, EngineMemory.of(memory));
    }
}
