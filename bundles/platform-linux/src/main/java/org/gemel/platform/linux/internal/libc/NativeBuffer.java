package org.gemel.platform.linux.internal.libc;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * Memory outside the heap in the machine's byte order, allocated once and used again and again. It lives as long as either
 * its bytes or its pointer can be reached, so that a native call that was given one of them never writes to freed memory.
 *
 * @param bytes the content
 * @param pointer its address, as native calls take it
 */
public record NativeBuffer(ByteBuffer bytes, Pointer pointer) {

    /** A zeroed buffer. */
    public static NativeBuffer allocate(int size) {
        Memory memory = new Memory(size);
        memory.clear();
        return new NativeBuffer(memory.getByteBuffer(0, size), memory);
    }

    /** A buffer that holds one C int. */
    public static NativeBuffer ofInt(int value) {
        NativeBuffer buffer = allocate(Integer.BYTES);
        buffer.bytes.putInt(0, value);
        return buffer;
    }

    /** The size in bytes. */
    public int size() {
        return bytes.capacity();
    }
}
