package org.gemel.api.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Named pipes (FIFOs) that others read lines from. Safe for any thread, but not for the loop's: a file server may keep who
 * opens one waiting.
 */
@ProviderType
public interface Pipes {

    /** A line has as many bytes at most; only so much is written as a whole or not at all (PIPE_BUF). */
    int MOST = 4096;

    /**
     * Opens a pipe so that writing into it never waits, whether somebody reads it or not. Where nothing is, one is made that
     * its owner alone may read and write. One that is there is taken over with the permissions that it has, unless it belongs
     * to somebody else than this process's user, root or the owner that is wanted.
     *
     * @param path an absolute path
     * @param user whose it is to be, a name or number; null for this process's user, or for whose it is already
     * @param group what group's, a name or number; null for the user's own
     * @throws PlatformException if something else is there, which is left alone, or the kernel refuses, or the user is not
     *     known; the message stands alone and says what to do
     */
    Pipe open(Path path, @Nullable String user, @Nullable String group) throws PlatformException;

    /** What became of a line. */
    enum Written {
        /** It is in the pipe. */
        YES,
        /** It is lost, for nobody reads the pipe and it is full. */
        FULL,
        /** It is lost, for the path does not lead to this pipe any more: open another one. */
        GONE
    }

    /** A pipe that is open. Safe for any thread. */
    @ProviderType
    interface Pipe extends AutoCloseable {

        /**
         * Writes a line as a whole, or not at all; never waits for a reader.
         *
         * @param line with its end; at most {@link Pipes#MOST} bytes
         */
        Written write(byte[] line);

        /** Removes the pipe if {@link Pipes#open} has made it, and closes it: who has it open reads what is in it, and its end. */
        void remove();

        /** Closes the pipe, which stays where it is. Closing twice is closing once. */
        @Override
        void close();
    }
}
