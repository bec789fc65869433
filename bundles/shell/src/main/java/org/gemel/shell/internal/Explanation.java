package org.gemel.shell.internal;

import org.jspecify.annotations.Nullable;

/** Why a command of anybody failed, in one line without a stack trace. */
final class Explanation {

    private Explanation() {}

    /** The message, with the exception's name where the message says nothing by itself. */
    static String of(Throwable failed) {
        if (failed instanceof InterruptedException) {
            return "the control socket closes before the command has ended";
        }
        String message = failed.getMessage();
        if (failed.getClass().getSimpleName().equals("CommandNotFoundException")) {
            return "there is no command " + after(message, ": ") + "; try help";
        }
        if (message != null && message.startsWith("Cannot coerce ")) {
            return "wrong arguments for " + message.replaceFirst("(?s)Cannot coerce ([^( ]*).*", "$1") + "; try help";
        }
        return message == null || message.isBlank()
                ? failed.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static String after(@Nullable String message, String mark) {
        return message == null ? "" : message.substring(message.indexOf(mark) + mark.length());
    }
}
