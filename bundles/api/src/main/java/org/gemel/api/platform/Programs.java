package org.gemel.api.platform;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs programs. Loop thread only; no call blocks, for whatever can take time is done elsewhere: finding the program and its
 * user, checking its path, starting it, reading what it says.
 */
@ProviderType
public interface Programs {

    /**
     * Starts a program. When the platform ends it is killed.
     *
     * @param ended told on the loop thread, once and never from within this call, how it ended or why it could not start
     */
    Run start(Program program, Consumer<Ending> ended);

    /** A program that was started. Loop thread only. */
    @ProviderType
    interface Run extends AutoCloseable {

        /**
         * Sends a signal to the program and all that is in its process group; before it has started, as soon as it has. What
         * is left of the group of a program that got a signal this way is killed when the program has ended. After the
         * end it does nothing.
         */
        void signal(Signal signal);

        /** Kills the group if the program has not ended; nothing is told afterwards. Closing twice is closing once. */
        @Override
        void close();
    }

    /** What can be sent. */
    enum Signal {
        /** SIGTERM, which asks to end. */
        TERMINATE,
        /** SIGKILL, which ends. */
        KILL
    }
}
