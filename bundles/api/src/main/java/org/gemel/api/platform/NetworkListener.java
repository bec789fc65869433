package org.gemel.api.platform;

import java.net.InetAddress;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of changes to links and addresses, whoever made them. Called on the loop thread, after
 * {@link Network#link(String)} shows the change.
 */
@ConsumerType
public interface NetworkListener {

    /** A link appeared, or its state, hardware address or MTU changed. */
    void linkChanged(Link link);

    /** A link disappeared; a new one of the same name is another link with another index. */
    void linkRemoved(Link link);

    /** An address appeared on a link. Extending a lease is not an appearance. */
    void addressAdded(Link link, InetAddress address);

    /** An address disappeared from a link. */
    void addressRemoved(Link link, InetAddress address);

    /**
     * A route that was installed may have disappeared, by whatever hand: who wants it installs it again to find out. The
     * kernel does not always say so: what goes with an address or a link goes silently.
     */
    default void routeRemoved(Route route) {}

    /** A rule that was installed may have disappeared, by whatever hand: who wants it installs it again to find out. */
    default void ruleRemoved(Rule rule) {}
}
