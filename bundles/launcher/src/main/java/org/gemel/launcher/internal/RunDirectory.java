package org.gemel.launcher.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory that one running appliance has for itself. It belongs to whoever holds the lock on its pid file; the
 * kernel releases that lock with the process, however it ends, so that a file left behind means nothing. The file stays when the
 * directory is given up: were it removed, somebody could still lock the one that was, and another one the next.
 */
final class RunDirectory implements AutoCloseable {

    private static final String PID_FILE = "gemel.pid";
    private static final int MAX_PID_LENGTH = 20;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path directory;
    private final FileChannel pidFile;

    private RunDirectory(Path directory, FileChannel pidFile) {
        this.directory = directory;
        this.pidFile = pidFile;
    }

    /** Where the appliance of a run directory listens. */
    static Path controlSocket(Path directory) {
        return directory.resolve("control.sock");
    }

    /** The process that the pid file names, if it lives. */
    static Optional<ProcessHandle> process(Path directory) {
        return pid(directory).flatMap(ProcessHandle::of);
    }

    /** The run directories of living appliances, those beside a directory whose names begin with its own. */
    static List<Path> running(Path directory) {
        List<Path> running = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(directory.resolveSibling("."), directory.getFileName() + "*")) {
            for (Path entry : entries) {
                if (process(entry).isPresent()) {
                    running.add(entry.normalize());
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        return running;
    }

    /**
     * Takes a directory, making it if needed.
     *
     * @throws Failure if another process has it, it cannot be made or written, or others may change what is in it
     */
    static RunDirectory take(Path directory) {
        FileChannel file = null;
        try {
            Files.createDirectories(directory, OWNER_ONLY);
            checkPrivate(directory);
            file = FileChannel.open(
                    directory.resolve(PID_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!lock(file)) {
                String holder = pid(directory).map(pid -> " (pid " + pid + ")").orElse("");
                file.close();
                throw new Failure(
                        ExitCode.FAILED,
                        "an appliance is already running in " + directory + holder
                                + "; stop it with: gemel stop --run-dir " + directory
                                + ", or give this one another --run-dir");
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new RunDirectory(directory, file);
        } catch (AccessDeniedException e) {
            closeQuietly(file, e);
            throw new Failure(
                    ExitCode.NOT_PERMITTED,
                    "may not write to " + e.getFile() + "; run this as root, or choose a directory with --run-dir");
        } catch (IOException e) {
            closeQuietly(file, e);
            throw new Failure(
                    ExitCode.FAILED,
                    "cannot use " + directory + " as run directory: " + e + "; choose another with --run-dir");
        }
    }

    /** The bundle cache. */
    Path cache() {
        return directory.resolve("cache");
    }

    /** Gives the directory up. */
    @Override
    public void close() throws IOException {
        try (pidFile) {
            pidFile.truncate(0);
        }
    }

    /** What is in there is run as this process's user. */
    private static void checkPrivate(Path directory) throws IOException {
        // Only a new file tells for certain who that is.
        Path mine = Files.createTempFile(directory, "gemel", null, PRIVATE_FILE);
        UserPrincipal self;
        try {
            self = Files.getOwner(mine);
        } finally {
            Files.delete(mine);
        }
        PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
        if (!attributes.owner().equals(self)) {
            throw new Failure(
                    ExitCode.FAILED,
                    directory + " belongs to " + attributes.owner() + " and this runs as " + self
                            + "; chown it, or choose" + " another directory with --run-dir");
        }
        if (!Collections.disjoint(attributes.permissions(), OTHERS_WRITE)) {
            throw new Failure(
                    ExitCode.FAILED,
                    "others may write to " + directory + ", and what is in it is run; try: chmod go-w " + directory
                            + ", or choose another directory with --run-dir");
        }
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Optional<Long> pid(Path directory) {
        try {
            Path file = directory.resolve(PID_FILE);
            String text = Files.size(file) > MAX_PID_LENGTH ? "" : Files.readString(file, StandardCharsets.US_ASCII);
            return text.strip().matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text.strip())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void closeQuietly(@Nullable FileChannel file, IOException cause) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
