package org.gemel.api.config;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what cannot be done here of a configuration whose text is right, because of what is installed. Register one as a service:
 * a reload with an error of it changes nothing. A start is not kept from anything; there, whoever runs that part reports it. Safe
 * for any thread; must not block.
 */
@ConsumerType
@FunctionalInterface
public interface Feasibility {

    /**
     * What cannot be done.
     *
     * @param read a usable configuration with its text
     * @return what is to be added to what was said of it; empty if all can be done, or if nobody knows yet
     */
    List<Diagnostic> objections(ConfigurationReader.Result read);
}
