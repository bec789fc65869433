package org.gemel.platform.linux.internal.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.gemel.libc.Libc;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The POSIX access control list of a file, where somebody may be allowed to write without the mode saying who: with a list,
 * the group's bits of the mode are the most that it gives to anybody.
 *
 * <p>struct posix_acl_xattr_header { le32 version; }, then entries { le16 tag; le16 permissions; le32 id; }, from
 * <linux/posix_acl_xattr.h>.
 */
final class AccessList {

    private static final String ATTRIBUTE = "system.posix_acl_access";

    /** No attribute is longer in any file system. */
    private static final int MOST = 64 * 1024;

    private static final int HEADER = 4;
    private static final int ENTRY = 8;
    private static final int USER = 0x02;
    private static final int GROUP = 0x08;
    private static final int WRITE = 2;

    private AccessList() {}

    /**
     * Who may write to a file besides those whom its owner, group and mode say.
     *
     * @param element no symbolic link, with a mode by which its group may write
     * @return one of them other than root, in words; null if there is none
     */
    static @Nullable String writer(Path element) {
        NativeBuffer value = NativeBuffer.allocate(MOST);
        int length = ProcessLibc.getxattr(
                ProcessLibc.string(element.toString()), ProcessLibc.string(ATTRIBUTE), value.pointer(), MOST);
        if (length < 0) {
            int error = Libc.errno();
            return error == Abi.ENODATA || error == Abi.EOPNOTSUPP || error == Abi.ENOSYS ? null : "whoever";
        }
        return writer(value.bytes().slice(0, length));
    }

    static @Nullable String writer(ByteBuffer list) {
        ByteBuffer entries = list.order(ByteOrder.LITTLE_ENDIAN);
        for (int at = HEADER; at + ENTRY <= entries.limit(); at += ENTRY) {
            int tag = entries.getShort(at);
            int id = entries.getInt(at + 4);
            if ((entries.getShort(at + 2) & WRITE) != 0 && id != 0 && (tag == USER || tag == GROUP)) {
                return (tag == USER ? "user " : "the group ") + Integer.toUnsignedString(id);
            }
        }
        return null;
    }
}
