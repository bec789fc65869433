package org.gemel.platform.linux.internal.libc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.gemel.libc.Libc;

/**
 * A struct msghdr for recvmsg(2) with one buffer, the sender's address and control data, used again and again.
 *
 * <p>struct msghdr { void *name; socklen_t namelen; struct iovec { void *base; size_t len; } *iov; size_t iovlen; void
 * *control; size_t controllen; int flags; } and struct cmsghdr { size_t len; int level; int type; u8 data[]; }, all aligned
 * to the word, from <sys/socket.h>.
 */
public final class MessageHeader {

    private static final int WORD = Native.POINTER_SIZE;

    private static final int NAME = 0;
    private static final int NAME_LENGTH = WORD;
    private static final int IOV = 2 * WORD;
    private static final int IOV_LENGTH = 3 * WORD;
    private static final int CONTROL = 4 * WORD;
    private static final int CONTROL_LENGTH = 5 * WORD;
    private static final int FLAGS = 6 * WORD;
    private static final int SIZE = 7 * WORD;

    private static final int LEVEL = WORD;
    private static final int TYPE = WORD + Integer.BYTES;
    private static final int DATA = WORD + 2 * Integer.BYTES;

    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_CTRUNC = 0x8;
    /** Room for what is asked for here, several times over. */
    private static final int CONTROL_ROOM = 256;
    /** A sockaddr_in6, the longest address here. */
    private static final int NAME_ROOM = 28;

    private final NativeBuffer header = NativeBuffer.allocate(SIZE);
    private final NativeBuffer vector = NativeBuffer.allocate(2 * WORD);
    private final NativeBuffer name = NativeBuffer.allocate(NAME_ROOM);
    private final NativeBuffer control = NativeBuffer.allocate(CONTROL_ROOM);
    private final NativeBuffer payload;

    /** @param payload where the message goes; kept alive by this */
    public MessageHeader(NativeBuffer payload) {
        this.payload = payload;
        vector.pointer().setPointer(0, payload.pointer());
        putWord(vector.bytes(), WORD, payload.size());
        Pointer at = header.pointer();
        at.setPointer(NAME, name.pointer());
        at.setPointer(IOV, vector.pointer());
        putWord(header.bytes(), IOV_LENGTH, 1);
        at.setPointer(CONTROL, control.pointer());
    }

    /**
     * Receives a message.
     *
     * @return its length, or -1 if there is none or it failed
     */
    public int receive(int fd) {
        header.bytes().putInt(NAME_LENGTH, NAME_ROOM).putInt(FLAGS, 0);
        putWord(header.bytes(), CONTROL_LENGTH, CONTROL_ROOM);
        try {
            return Libc.recvmsg(fd, header.pointer(), 0);
        } finally {
            // The header has but the addresses of the other buffers.
            Reference.reachabilityFence(this);
        }
    }

    /** Whether the last message, or what the kernel says about it, did not fit. */
    public boolean truncated() {
        return (header.bytes().getInt(FLAGS) & (MSG_TRUNC | MSG_CTRUNC)) != 0;
    }

    /** Where messages go. */
    public NativeBuffer payload() {
        return payload;
    }

    /** The sockaddr of whoever sent the last message. */
    public ByteBuffer name() {
        return name.bytes();
    }

    /** The control data of the last message, to be read with {@link #find}. */
    public ByteBuffer control() {
        return control.bytes();
    }

    /**
     * Where a piece of the last message's control data begins.
     *
     * @param least how long its data must be
     * @return an index into {@link #control()}, or -1 if there is no such piece
     */
    public int find(int level, int type, int least) {
        long length = Math.min(CONTROL_ROOM, getWord(header.bytes(), CONTROL_LENGTH));
        ByteBuffer bytes = control.bytes();
        int at = 0;
        while (at + DATA <= length) {
            long piece = getWord(bytes, at);
            if (piece < DATA || piece > length - at) {
                return -1;
            }
            if (bytes.getInt(at + LEVEL) == level && bytes.getInt(at + TYPE) == type && piece >= DATA + least) {
                return at + DATA;
            }
            at += (int) (piece + WORD - 1) / WORD * WORD;
        }
        return -1;
    }

    private static void putWord(ByteBuffer buffer, int offset, long value) {
        if (WORD == Long.BYTES) {
            buffer.putLong(offset, value);
        } else {
            buffer.putInt(offset, (int) value);
        }
    }

    private static long getWord(ByteBuffer buffer, int offset) {
        return WORD == Long.BYTES ? buffer.getLong(offset) : buffer.getInt(offset);
    }
}
