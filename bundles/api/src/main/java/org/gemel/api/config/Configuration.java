package org.gemel.api.config;

import java.util.List;

/**
 * A valid configuration. Two configurations that mean the same are equal, wherever and in whatever language they were
 * written.
 *
 * @param routerId the name of this node
 * @param instances the virtual routers in the order of the text; names are unique, and so are interface, family and VRID
 *     together
 */
public record Configuration(String routerId, List<VrrpInstance> instances) {

    public Configuration {
        instances = List.copyOf(instances);
    }
}
