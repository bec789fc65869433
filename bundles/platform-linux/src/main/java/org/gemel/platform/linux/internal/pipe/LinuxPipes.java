package org.gemel.platform.linux.internal.pipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gemel.api.platform.Pipes;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.program.Owner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens named pipes. In a directory of everybody's others may put something in its place at any moment. */
public final class LinuxPipes implements Pipes, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxPipes.class);
    private static final int OWNER_ALONE = 0600;
    private static final int ROOT = 0;

    private final Set<LinuxPipe> open = ConcurrentHashMap.newKeySet();

    @Override
    public Pipe open(Path path, @Nullable String user, @Nullable String group) throws PlatformException {
        boolean named = user != null || group != null;
        Owner owner = Owner.of(user, group);
        boolean made = make(path);
        try {
            return open(path, made, named ? owner : null);
        } catch (IOException e) {
            remove(path, made);
            throw new PlatformException("cannot open the FIFO " + path + ": " + e.getMessage());
        } catch (PlatformException e) {
            remove(path, made);
            throw e;
        }
    }

    /** @param owner whose it is to be; null for whose it is already */
    private Pipe open(Path path, boolean made, @Nullable Owner owner) throws IOException, PlatformException {
        try (Descriptor found = descriptor(path, path, Abi.O_PATH)) {
            Place place = Place.of(found.fd());
            // The descriptor may have followed a link.
            check(path, place.same(Place.of(path)) ? place : Place.of(path), owner);
            Path itself = Place.path(found.fd());
            if (made) {
                // Whatever the umask is.
                Files.setAttribute(itself, "unix:mode", OWNER_ALONE);
            }
            // Open before it is somebody else's: that needs CAP_CHOWN, and opening it after that CAP_DAC_OVERRIDE too.
            Descriptor descriptor = descriptor(path, itself, Abi.O_RDWR | Abi.O_NONBLOCK);
            give(descriptor, itself, place.owner(), owner);
            LinuxPipe pipe = new LinuxPipe(path, place, descriptor, made, open::remove);
            open.add(pipe);
            return pipe;
        }
    }

    private static void give(Descriptor descriptor, Path itself, Owner former, @Nullable Owner owner)
            throws PlatformException {
        if (owner == null || former.equals(owner)) {
            return;
        }
        try {
            Files.setAttribute(itself, "unix:uid", owner.uid());
            Files.setAttribute(itself, "unix:gid", owner.gid());
        } catch (IOException e) {
            descriptor.close();
            throw new PlatformException("the FIFO cannot be given to its user: " + e.getMessage()
                    + "; run as root, or with CAP_CHOWN (AmbientCapabilities= and CapabilityBoundingSet= in the systemd"
                    + " unit)");
        }
    }

    private static void remove(Path path, boolean made) {
        try {
            if (made) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.debug("removing the FIFO {}", path, e);
        }
    }

    /** Makes a pipe where nothing is. */
    private static boolean make(Path path) throws PlatformException {
        if (ProcessLibc.mkfifo(ProcessLibc.string(path.toString()), OWNER_ALONE) == 0) {
            return true;
        }
        int errno = Libc.errno();
        if (errno == Abi.EEXIST) {
            return false;
        }
        throw new PlatformException("cannot make the FIFO " + path + ": " + Errno.text(errno)
                + switch (errno) {
                    case Abi.ENOENT -> "; make its directory: mkdir -p " + path.getParent();
                    case Abi.EACCES -> "; run as root, or name a path in a directory that may be written";
                    default -> "";
                });
    }

    private static Descriptor descriptor(Path path, Path opened, int flags) throws PlatformException {
        return Descriptor.of(
                ProcessLibc.open(ProcessLibc.string(opened.toString()), flags | Abi.O_CLOEXEC),
                "open the FIFO " + path,
                "permission to read and write it");
    }

    private static void check(Path path, @Nullable Place place, @Nullable Owner wanted) throws PlatformException {
        if (place == null || !place.pipe()) {
            throw new PlatformException("cannot make the FIFO " + path + ": there is "
                    + (place == null ? "something that comes and goes" : place.kind())
                    + " of that name already, which is left alone; remove it (rm " + path
                    + "), or name another path");
        }
        int uid = place.owner().uid();
        if (uid != ROOT && uid != ProcessLibc.geteuid() && (wanted == null || uid != wanted.uid())) {
            throw new PlatformException("the FIFO " + path + " is not used, for it belongs to user "
                    + Integer.toUnsignedString(uid) + "; remove it (rm " + path
                    + ") and a new one is made, or name that"
                    + " user behind the path");
        }
    }

    /** Closes all that are open; they stay where they are. */
    @Override
    public void close() {
        open.forEach(LinuxPipe::close);
    }
}
