package org.gemel.platform.linux.internal.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.jspecify.annotations.Nullable;

/** Why the kernel refused to run a program, and what to do about it. */
final class Diagnosis {

    private static final int SEARCH_OWNER = 0100;
    private static final int SEARCH_GROUP = 0010;
    private static final int SEARCH_OTHERS = 0001;
    private static final int ANY = SEARCH_OWNER | SEARCH_GROUP | SEARCH_OTHERS;
    private static final int LONGEST_FIRST_LINE = 256;
    private static final String ELF = "\u007fELF";

    private final Identity identity;

    Diagnosis(Identity identity) {
        this.identity = identity;
    }

    /**
     * Looks for the reason.
     *
     * @param file the program, no part of its path a symbolic link
     * @param errno what the kernel said
     */
    String of(Path file, int errno) {
        return switch (errno) {
            case Abi.EACCES -> permission(file);
            case Abi.ENOENT -> interpreter(file);
            case Abi.EAGAIN ->
                "user " + identity.user() + " may have no more processes: raise its limit (ulimit -u, TasksMax= in the"
                        + " systemd unit)";
            default -> file + " cannot be run: " + Errno.text(errno);
        };
    }

    /** Why the user cannot run a program, as far as modes and the first line tell it beforehand; null if they do not. */
    @Nullable
    String obstacle(Path file) {
        String lacking = lacking(file);
        if (lacking != null) {
            return lacking;
        }
        String interpreter = named(file);
        return interpreter == null || Files.exists(Path.of(interpreter)) ? null : interpreter(file);
    }

    /** Whether it is none of the kernel's own formats, or one that names its interpreter. */
    static boolean isScript(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return !new String(in.readNBytes(ELF.length()), ISO_8859_1).equals(ELF);
        } catch (IOException e) {
            // A script must be readable, if not to us.
            return false;
        }
    }

    private @Nullable String lacking(Path file) {
        for (Path directory = Path.of("/"), rest = directory.relativize(file); rest.getNameCount() > 0; ) {
            if (lacks(directory)) {
                return "user " + identity.user() + " may not enter " + directory + ": chmod o+x "
                        + ProgramPath.quoted(directory);
            }
            if (rest.getNameCount() == 1) {
                break;
            }
            directory = directory.resolve(rest.getName(0));
            rest = rest.subpath(1, rest.getNameCount());
        }
        if (lacks(file)) {
            return file + " may not be run by user " + identity.user() + ": chmod a+rx " + ProgramPath.quoted(file);
        }
        return null;
    }

    private String permission(Path file) {
        String lacking = lacking(file);
        if (lacking != null) {
            return lacking;
        }
        String interpreter = named(file);
        return file + " may not be run"
                + (interpreter == null ? "" : " if its interpreter " + interpreter + " may not")
                + "; is its file system mounted noexec (mount -o remount,exec), or does a security module forbid it?";
    }

    private boolean lacks(Path element) {
        try {
            Map<String, Object> attributes = Files.readAttributes(element, "unix:*", LinkOption.NOFOLLOW_LINKS);
            int mode = (Integer) attributes.getOrDefault("mode", ANY);
            if (identity.uid() == 0) {
                return (mode & ANY) == 0;
            }
            if (Integer.valueOf(identity.uid()).equals(attributes.get("uid"))) {
                return (mode & SEARCH_OWNER) == 0;
            }
            boolean member = attributes.get("gid") instanceof Integer group && identity.in(group);
            return (mode & (member ? SEARCH_GROUP : SEARCH_OTHERS)) == 0;
        } catch (IOException e) {
            // Whoever looks may see less than the one who runs it; then this element is not known to be the reason.
            return false;
        }
    }

    private static String interpreter(Path file) {
        String interpreter = named(file);
        return interpreter == null
                ? file + " cannot be run: it, or the loader that it is linked against, does not exist; put it there"
                : file + " cannot be run: its first line asks for " + interpreter
                        + ", which does not exist; install that or correct the line";
    }

    private static @Nullable String named(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String line = new String(in.readNBytes(LONGEST_FIRST_LINE), ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
            if (!line.startsWith("#!")) {
                return null;
            }
            // A carriage return at its end is a common reason, so it must be seen.
            String name = line.substring(2).strip().split(" ")[0];
            return name.replaceAll("\\p{Cntrl}", "?");
        } catch (IOException e) {
            return null;
        }
    }
}
