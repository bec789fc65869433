package org.gemel.platform.linux.internal.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.platform.PlatformException;

/**
 * A process, so named that no other one ever is: numbers are used again, but not with the same time of start.
 *
 * @param pid its number
 * @param start when it started, in the kernel's ticks since boot
 * @param namespace the namespace that its number is of
 */
public record Maker(long pid, long start, long namespace) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})/(\\d{1,19})/(\\d{1,10})");
    private static final Path PROC = Path.of("/proc");
    /** Behind the number and the name: the state is the third field, the start the twenty-second. */
    private static final int START_FIELD = 22 - 3;

    /** This process. */
    public static Maker self() throws PlatformException {
        try {
            String namespace =
                    Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
            long pid = ProcessHandle.current().pid();
            return new Maker(pid, startOf(pid), Long.parseLong(namespace.replaceAll("\\D", "")));
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot read this process's own files in /proc: " + e.getMessage() + "; mount /proc");
        }
    }

    /** The process that a text names; empty if it names none. */
    public static Optional<Maker> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Maker(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))));
    }

    /** As a text that {@link #parse} understands. */
    public String text() {
        return pid + "/" + start + "/" + namespace;
    }

    /** Whether it is certainly no more; of a process of another namespace nobody here can tell. */
    public boolean dead(Maker observer) {
        if (namespace != observer.namespace) {
            return false;
        }
        try {
            return startOf(pid) != start;
        } catch (IOException e) {
            return true;
        }
    }

    private static long startOf(long pid) throws IOException {
        String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
        // The name may hold blanks and brackets; behind the last bracket it is over.
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD]);
    }
}
