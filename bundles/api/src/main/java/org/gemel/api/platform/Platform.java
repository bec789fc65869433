package org.gemel.api.platform;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.ProcessSettings;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The machine that an engine runs on. Registered as a service; safe for any thread. */
@ProviderType
public interface Platform {

    /** Service property, a string: the platform's name, such as {@code linux}. */
    String NAME = "platform.name";

    /** The loop that owns all state; the same object always. */
    EventLoop loop();

    /**
     * Links, packets and addresses, to be used on the loop thread only; the same object always once {@link #adopt} has been
     * called.
     */
    Network network();

    /** Programs to be run; the same object always, to be used on the loop thread only. */
    Programs programs();

    /** Files to be watched; the same object always, to be used on the loop thread only. */
    SmallFiles files();

    /** Named pipes to be written into; the same object always, safe for any thread but the loop's. */
    Pipes pipes();

    /** Processes to be counted; the same object always, to be used on the loop thread only. */
    Processes processes();

    /**
     * Runs the process as settings say. Called before an engine is made, and again whenever the settings may have changed; the
     * network namespace of the first call stays. Blocks for moments.
     *
     * @return what could not be done and is done without, a sentence each with its remedy
     * @throws PlatformException if nothing can run like this; the message stands alone
     */
    default List<String> adopt(ProcessSettings settings) throws PlatformException {
        return List.of();
    }

    /**
     * Runs something on the calling thread with this platform's network around it: sockets that it opens, and names that it
     * looks up, belong there, also where the process is in one network namespace and {@link #adopt} has led into another. To be
     * called by any thread but the loop's, which is there already.
     *
     * @return what the task returns
     * @throws PlatformException if the thread cannot go there, or not back; the message stands alone
     * @throws E what the task throws
     */
    default <T, E extends Exception> T inside(Task<T, E> task) throws PlatformException, E {
        return task.run();
    }

    /** What can be run {@linkplain #inside inside}. */
    @FunctionalInterface
    interface Task<T, E extends Exception> {

        /** Does it. */
        T run() throws E;
    }

    /** Netlink, for what nothing else here does; null where there is none. */
    default @Nullable Netlink netlink() {
        return null;
    }

    /** UDP; the same object always, to be used on the loop thread only. */
    Datagrams datagrams();

    /** Datagrams to one peer and back; the same object always, safe for any thread. A platform may have none, and says so. */
    default Conversations conversations() {
        return Conversations.NONE;
    }

    /** How long ago the machine started. Asked at any time from any thread. */
    Duration sinceBoot();

    /** How long ago this process started. Asked at any time from any thread. */
    Duration sinceStart();

    /**
     * What this process may not do and needs to, a sentence each with its remedy; empty if all is well. Asked at any time
     * from any thread.
     */
    List<String> missingPrivileges();
}
