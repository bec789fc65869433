package org.gemel.shell.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening Unix socket in the file system. It is made in a directory of its own that nobody else can enter and moved to
 * its place when its mode is set: nobody can connect before, and a reader finds the old one or the new one.
 */
final class SocketFile implements AutoCloseable {

    /** The file's name in the run directory. */
    static final String NAME = "control.sock";

    private static final String NURSERY = ".new";
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.shell");

    private final Path file;
    private final ServerSocketChannel channel;

    private SocketFile(Path file, ServerSocketChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Listens in a directory, which is made if it is not there. The socket of a predecessor that died is replaced.
     *
     * @throws IOException if that is impossible or somebody listens there; the message stands alone
     */
    static SocketFile bind(Path runDir) throws IOException {
        if (!Files.isDirectory(runDir)) {
            Files.createDirectories(
                    runDir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path file = runDir.resolve(NAME);
        refuseIfInUse(file);
        Path nursery = runDir.resolve(NURSERY);
        Path young = nursery.resolve("s");
        Files.deleteIfExists(young);
        Files.deleteIfExists(nursery);
        Files.createDirectory(
                nursery, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(young));
            Files.setPosixFilePermissions(young, PosixFilePermissions.fromString("rw-------"));
            Files.move(young, file, StandardCopyOption.ATOMIC_MOVE);
            return new SocketFile(file, channel);
        } catch (IOException failed) {
            channel.close();
            throw new IOException("cannot listen at " + file + ": " + failed.getMessage(), failed);
        } finally {
            Files.deleteIfExists(young);
            Files.deleteIfExists(nursery);
        }
    }

    private static void refuseIfInUse(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException(file + " is there and is not a socket; remove it or name another run directory");
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            throw new IOException("another appliance listens at " + probe.getRemoteAddress()
                    + "; stop it or name another run directory");
        } catch (java.net.ConnectException nobody) {
            LOG.debug("replacing the socket of a dead predecessor", nobody);
        }
    }

    /** Where it is. */
    Path path() {
        return file;
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Ends listening and removes the file. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }
}
