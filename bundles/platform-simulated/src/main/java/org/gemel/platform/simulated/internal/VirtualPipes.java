package org.gemel.platform.simulated.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.gemel.api.platform.Pipes;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/** Named pipes on a node's disk; whose they are makes no difference. */
final class VirtualPipes implements Pipes {

    /** As Linux has it. */
    private static final int CAPACITY = 65_536;

    private final SimulatedSoftware software;

    VirtualPipes(SimulatedSoftware software) {
        this.software = software;
    }

    @Override
    public Pipe open(Path path, @Nullable String user, @Nullable String group) throws PlatformException {
        String name = path.toString();
        if (software.read(name) != null) {
            throw new PlatformException(
                    "cannot make the FIFO " + path + ": there is an ordinary file of that name already");
        }
        StringBuilder found = software.pipes().get(name);
        StringBuilder content = found == null ? new StringBuilder() : found;
        software.pipes().put(name, content);
        return new VirtualPipe(name, content, found == null);
    }

    private final class VirtualPipe implements Pipe {

        private final String name;
        private final StringBuilder content;
        private final boolean made;
        private boolean closed;

        VirtualPipe(String name, StringBuilder content, boolean made) {
            this.name = name;
            this.content = content;
            this.made = made;
        }

        @Override
        public Written write(byte[] line) {
            if (closed || software.pipes().get(name) != content) {
                return Written.GONE;
            }
            String text = new String(line, UTF_8);
            if (content.length() + text.length() > CAPACITY) {
                return Written.FULL;
            }
            content.append(text);
            return Written.YES;
        }

        @Override
        public void remove() {
            if (made && !closed) {
                software.pipes().remove(name, content);
            }
            close();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
