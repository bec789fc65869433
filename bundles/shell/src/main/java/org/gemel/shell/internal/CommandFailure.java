package org.gemel.shell.internal;

/** A command did not end well. The message is what it has to say, ready to be printed. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailure(int exitCode, String output) {
        super(output, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    /** The output alone, because shells print exceptions as they are. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
