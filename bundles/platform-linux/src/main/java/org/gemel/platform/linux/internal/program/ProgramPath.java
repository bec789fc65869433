package org.gemel.platform.linux.internal.program;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root directory to a program, element by element, through symbolic links (behaviour 86). Where nobody but
 * root can change an element, nobody but root can put another program at its end, however long after the look.
 *
 * @param written where it begins
 * @param file what the way leads to, no part of it a symbolic link
 * @param openTo the first element that others than root can change, with the command that repairs it; null if there is none
 */
record ProgramPath(Path written, Path file, @Nullable String openTo) {

    private static final int MOST_LINKS = 40;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;
    private static final String DEFAULT_PLACES = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Where a program is: as written if there is a slash in it, else the first of that name in the places of PATH. */
    static Path find(String program, @Nullable String places) throws Refusal {
        try {
            if (program.indexOf('/') >= 0) {
                // The working directory of what is run is the root directory.
                return Path.of("/").resolve(program);
            }
            String all = places == null || places.isEmpty() ? DEFAULT_PLACES : places;
            for (String place : all.split(":")) {
                Path candidate = Path.of("/").resolve(place).resolve(program);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return candidate;
                }
            }
            throw new Refusal(
                    "there is no program '" + program + "' in " + all + "; install it, or write its whole path");
        } catch (InvalidPathException e) {
            throw new Refusal("'" + program + "' cannot be a path: " + e.getReason());
        }
    }

    /** Walks to a program. */
    static ProgramPath walk(Path path) throws Refusal {
        Deque<String> ahead = new ArrayDeque<>(names(path));
        Path here = Path.of("/");
        String openTo = open(here, attributes(path, here));
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                here = here.getParent() == null ? here : here.getParent();
                continue;
            }
            Path next = here.resolve(name);
            Map<String, Object> attributes = attributes(path, next);
            if (Boolean.TRUE.equals(attributes.get("isSymbolicLink"))) {
                if (++links > MOST_LINKS) {
                    throw new Refusal(path + " leads through more than " + MOST_LINKS + " symbolic links; make " + next
                            + " lead to the program itself");
                }
                Path target = target(next);
                here = target.isAbsolute() ? Path.of("/") : here;
                List<String> names = names(target);
                for (int i = names.size() - 1; i >= 0; i--) {
                    ahead.push(names.get(i));
                }
                continue;
            }
            boolean directory = Boolean.TRUE.equals(attributes.get("isDirectory"));
            if (ahead.isEmpty() && !Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
                throw new Refusal(next + " is " + (directory ? "a directory" : "no file") + ", not a program");
            }
            if (!ahead.isEmpty() && !directory) {
                throw new Refusal(next + " is not a directory, so " + path + " cannot be there; correct the path");
            }
            openTo = openTo == null ? open(next, attributes) : openTo;
            here = next;
        }
        return new ProgramPath(path, here, openTo);
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> {
            if (!name.toString().isEmpty()) {
                names.add(name.toString());
            }
        });
        return names;
    }

    private static Path target(Path link) throws Refusal {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new Refusal(link + " cannot be followed: " + e.getMessage());
        }
    }

    private static Map<String, Object> attributes(Path path, Path element) throws Refusal {
        try {
            return Files.readAttributes(element, "unix:*", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw new Refusal(element + " does not exist"
                    + (element.equals(path) ? "" : ", where " + path + " leads")
                    + "; put it there or correct the path");
        } catch (AccessDeniedException e) {
            Path directory = element.getParent() == null ? element : element.getParent();
            throw new Refusal("the directory " + directory + " may not be entered: chmod a+x " + quoted(directory));
        } catch (IOException e) {
            throw new Refusal(element + " cannot be looked at: " + e.getMessage());
        }
    }

    private static @Nullable String open(Path element, Map<String, Object> attributes) {
        int owner = (Integer) attributes.getOrDefault("uid", 0);
        int group = (Integer) attributes.getOrDefault("gid", 0);
        int mode = (Integer) attributes.getOrDefault("mode", 0);
        if (owner != 0) {
            return element + " belongs to user " + attributes.getOrDefault("owner", owner)
                    + ", who can change it: chown" + " root " + quoted(element);
        }
        if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) != 0) {
            return "everybody may write to " + element
                    + ", as is meant: mv the program to a directory of root's, such as" + " /usr/local/sbin";
        }
        if ((mode & OTHERS_WRITE) != 0) {
            return "everybody may write to " + element + ": chmod o-w " + quoted(element);
        }
        if ((mode & GROUP_WRITES) != 0 && group != 0) {
            return "the group " + attributes.getOrDefault("group", group) + " may write to " + element + ": chmod g-w "
                    + quoted(element);
        }
        String listed = (mode & GROUP_WRITES) == 0 ? null : AccessList.writer(element);
        return listed == null
                ? null
                : listed + " may write to " + element + " by its access control list (getfacl): setfacl -b "
                        + quoted(element);
    }

    /** A path as a shell takes it. */
    static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./+@%:,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
