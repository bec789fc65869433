package org.gemel.platform.linux.internal.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/**
 * What a program says: its beginning is kept, all is read, so that nobody waits for room or is punished for talking to
 * nobody, until the last who can say something is gone. On the loop that reads.
 */
final class ChildOutput implements AutoCloseable {

    private static final int PIECE = 4096;

    private final Descriptor pipe;
    private final int limit;
    private final NativeBuffer piece = NativeBuffer.allocate(PIECE);
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private KernelLoop.@Nullable Watch watch;

    ChildOutput(KernelLoop loop, Descriptor pipe, int limit) throws PlatformException {
        this.pipe = pipe;
        this.limit = limit;
        watch = loop.watch(pipe.fd(), this::read);
    }

    /** Reads one piece, for others have their turn too. */
    private boolean read() {
        int length = pipe.fd() < 0 ? 0 : ProcessLibc.read(pipe.fd(), piece.pointer(), PIECE);
        if (length > 0) {
            int wanted = Math.min(length, limit - kept.size());
            for (int i = 0; i < wanted; i++) {
                kept.write(piece.bytes().get(i));
            }
            return true;
        }
        if (length == 0 || Libc.errno() != Abi.EAGAIN && Libc.errno() != Abi.EINTR) {
            close();
        }
        return false;
    }

    /** What was said until now. */
    String text() {
        while (kept.size() < limit && read()) {
            continue;
        }
        StringBuilder text = new StringBuilder(kept.toString(UTF_8));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n') {
                text.setCharAt(i, c == '\r' || c == '\t' ? ' ' : '?');
            }
        }
        return text.toString();
    }

    boolean open() {
        return watch != null;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
            watch = null;
            pipe.close();
        }
    }
}
