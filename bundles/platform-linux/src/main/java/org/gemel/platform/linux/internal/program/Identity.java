package org.gemel.platform.linux.internal.program;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.Libc;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.SystemCall;
import org.jspecify.annotations.Nullable;

/**
 * Whom a program runs as.
 *
 * @param uid the user
 * @param gid the group
 * @param groups the other groups, as the kernel takes them
 * @param count how many
 * @param own whether that is what this process is anyway, so that nothing need be changed
 */
record Identity(int uid, int gid, @Nullable NativeBuffer groups, int count, boolean own) {

    private static final int BUFFER = 16 * 1024;
    private static final int MOST_GROUPS = 1024;

    /** struct passwd { char *name, *passwd; uid_t uid; gid_t gid; ... }, struct group { char *name, *passwd; gid_t gid; ... } */
    private static final int FIRST_ID = 2 * Native.POINTER_SIZE;

    private static final int SECOND_ID = FIRST_ID + Integer.BYTES;
    private static final int ENTRY = 128;

    /**
     * Looks a user and a group up.
     *
     * @param user a name or number, null for the user of this process
     * @param group a name or number, null for the user's own
     * @param all whether all groups of the user are wanted
     */
    static Identity of(@Nullable String user, @Nullable String group, boolean all) throws Refusal {
        int ownUid = ProcessLibc.geteuid();
        int ownGid = ProcessLibc.getegid();
        int uid = ownUid;
        int gid = ownGid;
        String name = user;
        if (user != null) {
            Pointer entry = user(user);
            if (entry != null) {
                uid = entry.getInt(FIRST_ID);
                gid = entry.getInt(SECOND_ID);
                name = entry.getPointer(0).getString(0);
            } else {
                uid = number("user", user, "useradd --system " + user);
                if (group == null) {
                    throw new Refusal("user " + user + " has no entry in /etc/passwd, so its group is not known; name a"
                            + " group behind the user");
                }
            }
        }
        if (group != null) {
            Pointer entry = look((buffer, space, result) ->
                    ProcessLibc.getgrnam_r(ProcessLibc.string(group), buffer, space, BUFFER, result));
            gid = entry != null ? entry.getInt(FIRST_ID) : number("group", group, "groupadd --system " + group);
        }
        if (uid == ownUid && gid == ownGid) {
            return new Identity(uid, gid, null, 0, true);
        }
        if (!all || name == null) {
            return new Identity(uid, gid, null, 0, false);
        }
        NativeBuffer groups = NativeBuffer.allocate(MOST_GROUPS * Integer.BYTES);
        NativeBuffer count = NativeBuffer.ofInt(MOST_GROUPS);
        int found = ProcessLibc.getgrouplist(ProcessLibc.string(name), gid, groups.pointer(), count.pointer());
        return new Identity(
                uid, gid, groups, found < 0 ? MOST_GROUPS : count.bytes().getInt(0), false);
    }

    private static @Nullable Pointer user(String user) throws Refusal {
        Pointer byName = look((entry, space, result) ->
                ProcessLibc.getpwnam_r(ProcessLibc.string(user), entry, space, BUFFER, result));
        if (byName != null || !isNumber(user)) {
            return byName;
        }
        int uid = Integer.parseInt(user);
        return look((entry, space, result) -> ProcessLibc.getpwuid_r(uid, entry, space, BUFFER, result));
    }

    private interface Look {
        int in(Pointer entry, Pointer space, Pointer result);
    }

    /** The entry that is looked for, or null if there is none. Its strings live as long as it. */
    private static @Nullable Pointer look(Look look) throws Refusal {
        // One block, so that none of it is freed before the entry is.
        Memory block = new Memory(ENTRY + Native.POINTER_SIZE + (long) BUFFER);
        block.clear();
        int error = look.in(block, block.share(ENTRY + Native.POINTER_SIZE), block.share(ENTRY));
        if (block.getPointer(ENTRY) != null) {
            return block;
        }
        // Those that say "no such entry" by an error do so with ENOENT or ESRCH, says the manual.
        if (error > 3) {
            throw new Refusal("the users of this host cannot be looked up: " + Errno.text(error));
        }
        return null;
    }

    private static boolean isNumber(String text) {
        return text.length() <= 9 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String kind, String text, String remedy) throws Refusal {
        if (!isNumber(text)) {
            throw new Refusal(
                    "there is no " + kind + " '" + text + "' here; create it (" + remedy + ") or name another");
        }
        return Integer.parseInt(text);
    }

    /**
     * Makes the calling thread, and no other, this user. There is a way back for the thread, since the saved id stays, and
     * none for a program that it starts, since starting one forgets that.
     */
    void assume() throws Refusal {
        int saved = ProcessLibc.geteuid();
        if (own) {
            return;
        }
        if (ProcessLibc.syscall(SystemCall.SETGROUPS, count, groups == null ? null : groups.pointer()) < 0
                || ProcessLibc.syscall(SystemCall.SETRESGID, gid, gid, gid) < 0
                || ProcessLibc.syscall(SystemCall.SETRESUID, uid, uid, saved) < 0) {
            throw new Refusal("cannot become user " + uid + " with group " + gid + ": " + Errno.text(Libc.errno())
                    + "; run as root, or with CAP_SETUID and CAP_SETGID, or without script_user and user");
        }
    }
}
