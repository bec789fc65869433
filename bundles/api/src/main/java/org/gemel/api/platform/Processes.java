package org.gemel.api.platform;

import java.util.List;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** The processes of the machine. Loop thread only; no call blocks, processes are looked at elsewhere. */
@ProviderType
public interface Processes {

    /**
     * Counts processes, now and at each change.
     *
     * @param wanted which; asked on any thread, so it must depend on nothing but what it is given
     * @param listener told on the loop thread, first soon after this call and never from within it
     * @return close it to hear no more
     */
    Network.Subscription count(Predicate<Image> wanted, Listener listener);

    /** What a process runs. */
    interface Image {

        /** Its short name, at most 15 characters ({@code comm}). */
        String name();

        /**
         * The program and its arguments as it was given them; empty for a thread of the kernel. They are in the memory of the
         * process, which can keep whoever asks waiting: ask only when the name does not do.
         */
        List<String> commandLine();
    }

    /** Hears how many there are. */
    @ConsumerType
    interface Listener {

        /** So many; called when it is another number than before. Several changes in short time may be told as one. */
        void counted(int number);

        /**
         * They cannot be counted.
         *
         * @param reason why, and what to do: a sentence for a person
         */
        void unable(String reason);
    }
}
