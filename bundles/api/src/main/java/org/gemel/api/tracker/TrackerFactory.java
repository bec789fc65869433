package org.gemel.api.tracker;

import java.util.function.Consumer;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.Platform;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Watches things of one kind. Register one as a service with the property {@link #KIND}; the engine uses it for every
 * definition of that kind. While there is none, what it would watch counts as failed with that reason; a verdict that was
 * reached before the factory went is kept until a new one is known.
 */
@ConsumerType
public interface TrackerFactory {

    /**
     * Service property, a string: the name of the {@link org.gemel.api.config.Tracked.Kind} in lower case, such as {@code
     * script}.
     */
    String KIND = "tracker.kind";

    /**
     * Begins to watch. Loop thread only; must not block.
     *
     * @param definition of this factory's kind
     * @param platform where to watch
     * @param news called on the loop thread whenever {@link Tracker#health()} has become another, never from within this
     *     call
     */
    Tracker watch(TrackerDefinition definition, Platform platform, Consumer<Health> news);

    /**
     * As the other, going on from what is known already; the same as the other unless a factory can do better, as one has to
     * that would call something failed or well before it has looked at it.
     *
     * @param last the last verdict on the same thing, of another tracker or by another definition; Unknown if there is none
     */
    default Tracker watch(TrackerDefinition definition, Platform platform, Health last, Consumer<Health> news) {
        return watch(definition, platform, news);
    }
}
