package org.gemel.api.platform;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Files of a line or two by which others tell something. Loop thread only; no call blocks, files are read elsewhere. */
@ProviderType
public interface SmallFiles {

    /** As many bytes of a file are read at most. */
    int MOST = 4096;

    /**
     * Watches a file, whether it is there or not, and whether its directory is.
     *
     * @param path an absolute path
     * @param listener told on the loop thread soon, never from within this call, and whenever the content has become
     *     another: when a writer has closed the file, when another took its place, when it vanished
     * @return close it to hear no more
     */
    Network.Subscription watch(Path path, Consumer<Content> listener);

    /**
     * Writes a file that holds a line. A symbolic link in its place is refused.
     *
     * @param path an absolute path
     * @param line what to write, without the line's end
     * @param overwrite whether to replace the content of one that is there; else one that is there is left alone
     * @param refused told on the loop thread if it could not be written: a sentence for a person
     */
    void write(Path path, String line, boolean overwrite, Consumer<String> refused);

    /** What is in a file. */
    sealed interface Content {

        /**
         * This is.
         *
         * @param text the first {@link SmallFiles#MOST} bytes, as UTF-8
         */
        record Text(String text) implements Content {}

        /** There is no file. */
        record Absent() implements Content {}

        /**
         * It cannot be read.
         *
         * @param reason why, and what to do: a sentence for a person
         */
        record Unreadable(String reason) implements Content {}
    }
}
