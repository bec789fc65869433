package org.gemel.platform.linux.internal.pipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.gemel.api.platform.Pipes;
import org.gemel.api.platform.Pipes.Written;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A named pipe, open for reading and writing: so it opens and takes lines when nobody else has it open. */
final class LinuxPipe implements Pipes.Pipe {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxPipe.class);

    private final Path path;
    private final Place place;
    private final Descriptor descriptor;
    private final boolean made;
    private final Consumer<LinuxPipe> closed;
    private final NativeBuffer buffer = NativeBuffer.allocate(Pipes.MOST);

    /**
     * @param place what the descriptor is open for
     * @param made whether it was made for this
     * @param closed told when it is closed
     */
    LinuxPipe(Path path, Place place, Descriptor descriptor, boolean made, Consumer<LinuxPipe> closed) {
        this.path = path;
        this.place = place;
        this.descriptor = descriptor;
        this.made = made;
        this.closed = closed;
    }

    @Override
    public synchronized Written write(byte[] line) {
        if (line.length > Pipes.MOST) {
            throw new IllegalArgumentException("a line of " + line.length + " bytes");
        }
        if (descriptor.fd() < 0 || !isThere()) {
            return Written.GONE;
        }
        buffer.bytes().put(0, line);
        return Libc.write(descriptor.fd(), buffer.pointer(), line.length) == line.length ? Written.YES : Written.FULL;
    }

    private boolean isThere() {
        try {
            return place.same(Place.of(path));
        } catch (IOException e) {
            LOG.debug("looking for the FIFO {}", path, e);
            return false;
        }
    }

    @Override
    public synchronized void remove() {
        if (made && descriptor.fd() >= 0 && isThere()) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.warn("The FIFO {} cannot be removed: {}; remove it by hand", path, e.getMessage());
            }
        }
        close();
    }

    @Override
    public synchronized void close() {
        descriptor.close();
        closed.accept(this);
    }
}
