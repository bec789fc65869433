package org.gemel.api.platform;

/** What became of a program. */
public sealed interface Ending {

    /**
     * It ended by itself.
     *
     * @param status its exit status, 0 to 255
     * @param output the beginning of what it said, control characters but line ends replaced
     */
    record Exited(int status, String output) implements Ending {}

    /**
     * A signal ended it.
     *
     * @param signal the signal's name, such as {@code SIGKILL}
     * @param output the beginning of what it said, control characters but line ends replaced
     */
    record Killed(String signal, String output) implements Ending {}

    /**
     * It could not be started.
     *
     * @param reason a sentence for a person: the element of the path, the user or the permission at fault, and the command
     *     that repairs it
     */
    record NotStarted(String reason) implements Ending {}
}
