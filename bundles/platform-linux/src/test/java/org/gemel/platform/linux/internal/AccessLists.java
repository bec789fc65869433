package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Gives access as setfacl does, which not every machine has. */
final class AccessLists {

    private AccessLists() {}

    /** Lets a user read, write and run. */
    static void allow(Path file, int user) {
        ByteBuffer list = ByteBuffer.allocate(4 + 5 * 8).order(ByteOrder.LITTLE_ENDIAN);
        list.putInt(2);
        entry(list, 0x01, 7, -1);
        entry(list, 0x02, 7, user);
        entry(list, 0x04, 5, -1);
        entry(list, 0x10, 7, -1);
        entry(list, 0x20, 5, -1);
        Memory value = new Memory(list.capacity());
        value.write(0, list.array(), 0, list.capacity());
        Function set = NativeLibrary.getProcess().getFunction("setxattr");
        assertThat(set.invokeInt(new Object[] {file.toString(), "system.posix_acl_access", value, list.capacity(), 0}))
                .isZero();
    }

    private static void entry(ByteBuffer list, int tag, int permissions, int id) {
        list.putShort((short) tag).putShort((short) permissions).putInt(id);
    }
}
