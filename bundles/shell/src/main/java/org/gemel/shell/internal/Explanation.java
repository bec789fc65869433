package org.gemel.shell.internal;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Why a command of anybody failed, in one line without a stack trace. */
final class Explanation {

    /** As Gogo says it. */
    private static final String WRONG_ARGUMENTS = "Cannot coerce ";

    private Explanation() {}

    /** The message, with the exception's name where the message says nothing by itself. */
    static String of(Throwable failed) {
        if (failed instanceof InterruptedException) {
            return "the control socket closes before the command has ended";
        }
        if (failed instanceof InvocationTargetException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (failed instanceof OutOfMemoryError) {
            return "the answer does not fit into the memory that is left; let the process have more by GEMEL_JAVA_OPTS=-Xmx...";
        }
        String message = failed.getMessage();
        if (isUnknownCommand(failed)) {
            return "there is no command " + after(message, ": ").replaceFirst("^gemel:", "") + "; try help";
        }
        if (message != null && message.startsWith(WRONG_ARGUMENTS)) {
            String command = message.replaceFirst("(?s)Cannot coerce ([^( ]*).*", "$1");
            return "wrong arguments for " + command + "; try help " + command;
        }
        return message == null || message.isBlank()
                ? failed.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** The exit code for it: somebody mistyped, or it did not work. */
    static int exitCode(Throwable failed) {
        String message = failed.getMessage();
        boolean mistyped = isUnknownCommand(failed) || (message != null && message.startsWith(WRONG_ARGUMENTS));
        return mistyped ? Commands.BAD_CONFIGURATION : Commands.FAILED;
    }

    private static boolean isUnknownCommand(Throwable failed) {
        return failed.getClass().getSimpleName().equals("CommandNotFoundException");
    }

    private static String after(@Nullable String message, String mark) {
        return message == null ? "" : message.substring(message.indexOf(mark) + mark.length());
    }
}
