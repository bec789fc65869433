package org.gemel.vrrp.internal;

import java.util.function.Consumer;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Platform;
import org.gemel.vrrp.internal.engine.DefaultVrrpEngine;
import org.osgi.service.component.annotations.Component;

/** Makes VRRP engines for whoever asks. */
@Component
public final class DefaultVrrpEngineFactory implements VrrpEngineFactory {

    @Override
    public VrrpEngine create(Platform platform, Consumer<Event> events) {
        return new DefaultVrrpEngine(platform, events);
    }
}
