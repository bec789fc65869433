package org.gemel.platform.linux.internal.pipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.gemel.platform.linux.internal.program.Owner;
import org.jspecify.annotations.Nullable;

/**
 * What is at a path.
 *
 * @param device the device it is on, as the kernel numbers them
 * @param inode its number there
 * @param pipe whether it is a named pipe
 * @param kind what else it is, for a person
 * @param owner whose it is
 */
record Place(long device, long inode, boolean pipe, String kind, Owner owner) {

    // <sys/stat.h>
    private static final int S_IFMT = 0170000;
    private static final int S_IFIFO = 0010000;
    private static final int S_IFREG = 0100000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFLNK = 0120000;
    private static final int S_IFSOCK = 0140000;

    /** What is at a path itself; null if nothing is. */
    static @Nullable Place of(Path path) throws IOException {
        try {
            return read(path, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** What a descriptor is open for. */
    static Place of(int fd) throws IOException {
        return read(path(fd));
    }

    /** A path to what a descriptor is open for, wherever that is now. */
    static Path path(int fd) {
        return Path.of("/proc/self/fd", Integer.toString(fd));
    }

    private static Place read(Path path, LinkOption... options) throws IOException {
        Map<String, Object> facts = Files.readAttributes(path, "unix:mode,ino,dev,uid,gid", options);
        int type = number(facts, "mode").intValue() & S_IFMT;
        return new Place(
                number(facts, "dev").longValue(),
                number(facts, "ino").longValue(),
                type == S_IFIFO,
                kind(type),
                new Owner(number(facts, "uid").intValue(), number(facts, "gid").intValue()));
    }

    private static Number number(Map<String, Object> facts, String name) throws IOException {
        if (facts.get(name) instanceof Number number) {
            return number;
        }
        throw new IOException("the file system does not tell its " + name);
    }

    private static String kind(int type) {
        return switch (type) {
            case S_IFIFO -> "a FIFO";
            case S_IFREG -> "an ordinary file";
            case S_IFDIR -> "a directory";
            case S_IFLNK -> "a symbolic link";
            case S_IFSOCK -> "a socket";
            default -> "a device";
        };
    }

    boolean same(@Nullable Place other) {
        return other != null && device == other.device && inode == other.inode;
    }
}
