package org.gemel.shell.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.gemel.api.config.ConfigFormat;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The languages that are installed now. */
@Component(service = Formats.class)
public final class Formats {

    private final Map<String, ConfigFormat> formats = new ConcurrentSkipListMap<>();

    /** By their names, in the order of these; changes as bundles come and go. */
    Map<String, ConfigFormat> byName() {
        return formats;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ConfigFormat format, Map<String, Object> properties) {
        if (properties.get(ConfigFormat.NAME) instanceof String name) {
            formats.put(name, format);
        }
    }

    void remove(ConfigFormat format, Map<String, Object> properties) {
        if (properties.get(ConfigFormat.NAME) instanceof String name) {
            formats.remove(name, format);
        }
    }
}
