package org.gemel.platform.linux.internal.libc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap in the machine's byte order, allocated once and used again and again.
 *
 * @param bytes the content
 * @param pointer its address, as native calls take it
 */
public record NativeBuffer(ByteBuffer bytes, Pointer pointer) {

    /** A zeroed buffer. */
    public static NativeBuffer allocate(int size) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        return new NativeBuffer(bytes, Native.getDirectBufferPointer(bytes));
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
