package org.gemel.api.notifier;

import java.util.concurrent.CompletionStage;
import org.gemel.api.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells somebody outside what happened, in one way. Register one as a service with the property {@link #KIND}.
 *
 * <p>Every subject has a queue for each notifier. In it notices keep their order, and a change of state that still waits
 * gives way to a later one: who is slow hears the newest state. How each delivery went is kept for {@code gemel
 * notifications}. Calls come on threads that are neither the event loop nor shared with other notifiers, one at a time.
 */
@ConsumerType
public interface Notifier {

    /** Service property, a string: the way, such as {@code script}, {@code fifo}, {@code smtp}. */
    String KIND = "notifier.kind";

    /**
     * The configuration in force: called before the first notice, and at each reload, also at one that changes nothing. Must
     * not block for long.
     */
    void configured(Configuration configuration);

    /**
     * Begins to tell. Must not block for long; must end within a time that the notifier bounds itself. The next notice of the
     * same subject comes when this one has ended; those of other subjects come meanwhile.
     *
     * <p>Whoever is replaced meanwhile may go on with what has begun: the next notifier of this kind is told of that subject
     * when it has ended. What was broken off is completed with a {@link java.util.concurrent.CancellationException}, and the
     * next notifier is told it again, unless there is something newer to tell. Where who tells is replaced as well, as in an
     * update of the api, the next notifier is told again whatever had begun and not ended: it may come twice.
     *
     * @return how it went, completed on any thread; null if there is nothing to tell
     */
    @Nullable
    CompletionStage<Outcome> tell(Notice notice);
}
