package org.gemel.api.platform;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The machine that an engine runs on. Registered as a service; safe for any thread. */
@ProviderType
public interface Platform {

    /** Service property, a string: the platform's name, such as {@code linux}. */
    String NAME = "platform.name";

    /** The loop that owns all state; the same object always. */
    EventLoop loop();

    /** Links, packets and addresses; the same object always, to be used on the loop thread only. */
    Network network();

    /**
     * What this process may not do and needs to, a sentence each with its remedy; empty if all is well. Asked at any time
     * from any thread.
     */
    List<String> missingPrivileges();
}
