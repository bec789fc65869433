package org.gemel.platform.simulated;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What is on a node's disk, and what runs there beside the process that is being tried out. */
@ProviderType
public interface Software {

    /**
     * Puts a program on the disk, or replaces it.
     *
     * @param path how it is called
     * @param conduct asked at each run what it will do
     */
    void install(String path, Supplier<Conduct> conduct);

    /** Takes a program off the disk; runs go on. */
    void uninstall(String path);

    /** How often a program was started. */
    int runs(String path);

    /** How many runs of a program are going on. */
    int running(String path);

    /** Writes a file as a whole. */
    void write(String path, String text);

    /** Deletes a file. */
    void delete(String path);

    /**
     * Reads a named pipe empty.
     *
     * @return what was in it; null if there is no such pipe
     */
    @Nullable
    String drain(String path);

    /** Removes a named pipe, by whomever it was made. */
    void removePipe(String path);

    /**
     * Starts a process.
     *
     * @return its number
     */
    int start(String name, List<String> commandLine);

    /** Ends a process. */
    void end(int pid);
}
