package org.gemel.platform.linux.internal.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/** The kernel's settings of interfaces, in the network namespace of the calling thread. */
public final class Sysctls {

    private static final Path ROOT = Path.of("/proc/sys/net");

    /** The family of a setting, as its folder is called. */
    public enum Protocol {
        IPV4,
        IPV6
    }

    private final Path root;

    /** Those of this host. */
    public Sysctls() {
        this(ROOT);
    }

    /** @param root where the folders ipv4 and ipv6 are */
    Sysctls(Path root) {
        this.root = root;
    }

    /**
     * The value of a setting.
     *
     * @param link the interface's name, or {@code all}
     * @return null if there is no such setting here: the interface is gone, or the kernel lacks it
     */
    public @Nullable String read(Protocol protocol, String link, String name) {
        try {
            return Files.readString(path(protocol, link, name)).strip();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Changes a setting. One that there is not is passed over: what the kernel does not have needs no setting.
     *
     * @throws PlatformException if it cannot be changed
     */
    public void write(Protocol protocol, String link, String name, String value) throws PlatformException {
        Path path = path(protocol, link, name);
        try {
            Files.writeString(path, value);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            if (value.equals(read(protocol, link, name))) {
                return;
            }
            throw new PlatformException("cannot set " + path + " to " + value + ": " + reason(e)
                    + "; in a container /proc/sys must be writable, or set it on the host");
        }
    }

    private static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
    }

    private Path path(Protocol protocol, String link, String name) {
        return root.resolve(protocol == Protocol.IPV4 ? "ipv4" : "ipv6")
                .resolve("conf")
                .resolve(link)
                .resolve(name);
    }
}
