package org.gemel.api.config;

import java.util.Map;

/**
 * What a configuration text may refer to besides itself.
 *
 * @param configId the identity that {@code @id} lines are compared with, by default the short host name
 * @param instance the name of this appliance among several on one host; may be empty
 * @param environment the environment variables that the text may ask for
 */
public record ReadOptions(String configId, String instance, Map<String, String> environment) {

    public ReadOptions {
        environment = Map.copyOf(environment);
    }
}
