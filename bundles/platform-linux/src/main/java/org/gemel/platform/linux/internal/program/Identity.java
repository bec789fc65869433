package org.gemel.platform.linux.internal.program;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gemel.libc.Libc;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.libc.SystemCall;
import org.jspecify.annotations.Nullable;

/**
 * Whom a program runs as. Ids are C's unsigned ones.
 *
 * @param uid the user
 * @param gid the group
 * @param groups the other groups
 * @param own whether that is what this process is anyway, so that nothing need be changed
 */
record Identity(int uid, int gid, List<Integer> groups, boolean own) {

    /** A line of a group with some hundred members fits; where one does not, more is tried. */
    private static final int FIRST_ROOM = 16 * 1024;

    private static final int MOST_ROOM = 16 * 1024 * 1024;
    private static final int FIRST_GROUPS = 1024;

    /** The kernel takes no more. */
    private static final int MOST_GROUPS = 65_536;

    /** The one above means "no id" to the kernel. */
    private static final long HIGHEST = 4_294_967_294L;

    private static final int DIGITS = 10;

    /** struct passwd { char *name, *passwd; uid_t uid; gid_t gid; ... }, struct group { char *name, *passwd; gid_t gid; ... } */
    private static final int FIRST_ID = 2 * Native.POINTER_SIZE;

    private static final int SECOND_ID = FIRST_ID + Integer.BYTES;
    private static final int ENTRY = 128;

    // <linux/capability.h>
    private static final long CAP_SETGID = 1 << 6;
    private static final long CAP_SETUID = 1 << 7;

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
            Pointer entry = look((buffer, space, room, result) ->
                    ProcessLibc.getgrnam_r(ProcessLibc.string(group), buffer, space, room, result));
            gid = entry != null ? entry.getInt(FIRST_ID) : number("group", group, "groupadd --system " + group);
        }
        boolean own = uid == ownUid && gid == ownGid;
        return new Identity(uid, gid, own || !all || name == null ? List.of() : groups(name, gid), own);
    }

    private static List<Integer> groups(String user, int gid) {
        for (int room = FIRST_GROUPS; ; room = MOST_GROUPS) {
            NativeBuffer groups = NativeBuffer.allocate(room * Integer.BYTES);
            NativeBuffer count = NativeBuffer.ofInt(room);
            int found = ProcessLibc.getgrouplist(ProcessLibc.string(user), gid, groups.pointer(), count.pointer());
            if (found >= 0 || room == MOST_GROUPS) {
                int number = found < 0 ? room : count.bytes().getInt(0);
                List<Integer> all = new ArrayList<>();
                for (int i = 0; i < number; i++) {
                    all.add(groups.bytes().getInt(i * Integer.BYTES));
                }
                return all;
            }
        }
    }

    private static @Nullable Pointer user(String user) throws Refusal {
        Pointer byName = look((entry, space, room, result) ->
                ProcessLibc.getpwnam_r(ProcessLibc.string(user), entry, space, room, result));
        if (byName != null || !isNumber(user)) {
            return byName;
        }
        int uid = Integer.parseUnsignedInt(user);
        return look((entry, space, room, result) -> ProcessLibc.getpwuid_r(uid, entry, space, room, result));
    }

    /** One of the C library's ways to look an entry up; it says ERANGE if there is too little room for its strings. */
    @FunctionalInterface
    interface Look {
        int in(Pointer entry, Pointer space, int room, Pointer result);
    }

    /** The entry that is looked for, or null if there is none. Its strings live as long as it. */
    static @Nullable Pointer look(Look look) throws Refusal {
        for (int room = FIRST_ROOM; ; room *= 4) {
            // One block, so that none of it is freed before the entry is.
            Memory block = new Memory(ENTRY + Native.POINTER_SIZE + (long) room);
            block.clear();
            int error = look.in(block, block.share(ENTRY + Native.POINTER_SIZE), room, block.share(ENTRY));
            if (error == Abi.ERANGE && room < MOST_ROOM) {
                continue;
            }
            if (block.getPointer(ENTRY) != null) {
                return block;
            }
            // Those that say "no such entry" by an error do so with ENOENT or ESRCH, says the manual.
            if (error > Abi.ESRCH) {
                throw new Refusal("the users of this host cannot be looked up: " + Errno.text(error));
            }
            return null;
        }
    }

    static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Long.parseLong(text) <= HIGHEST;
    }

    private static int number(String kind, String text, String remedy) throws Refusal {
        if (!isNumber(text)) {
            throw new Refusal(
                    "there is no " + kind + " '" + text + "' here; create it (" + remedy + ") or name another");
        }
        return Integer.parseUnsignedInt(text);
    }

    /** The user as a person writes it. */
    String user() {
        return Integer.toUnsignedString(uid);
    }

    boolean in(int group) {
        return gid == group || groups.contains(group);
    }

    /** Refuses what the kernel would refuse, so that who asks gets a sentence. */
    void check() throws Refusal {
        long needed = own ? 0 : CAP_SETGID | (uid == ProcessLibc.geteuid() ? 0 : CAP_SETUID);
        if ((effective() & needed) != needed) {
            throw refusal(Errno.text(Abi.EPERM));
        }
    }

    private static long effective() throws Refusal {
        String field = "CapEff:";
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(field)) {
                    return Long.parseUnsignedLong(line.substring(field.length()).strip(), 16);
                }
            }
            return -1;
        } catch (IOException e) {
            throw new Refusal("what this process may do cannot be read: " + e.getMessage() + "; mount /proc");
        }
    }

    private Refusal refusal(String reason) {
        return new Refusal("cannot become user " + user() + " with group " + Integer.toUnsignedString(gid) + ": "
                + reason + "; run as root, or with CAP_SETUID, CAP_SETGID and CAP_KILL (AmbientCapabilities= and"
                + " CapabilityBoundingSet= in the systemd unit), or without script_user and user");
    }

    /**
     * Makes the calling thread, and no other, this user. There is a way back for the thread, since the saved id stays, and
     * none for a program that it starts, since starting one forgets that. While it is that user, that user can end the
     * whole process; {@link Setpriv} is the better way where there is one.
     */
    void assume() throws Refusal {
        if (own) {
            return;
        }
        NativeBuffer list = NativeBuffer.allocate(Math.max(1, groups.size()) * Integer.BYTES);
        for (int i = 0; i < groups.size(); i++) {
            list.bytes().putInt(i * Integer.BYTES, groups.get(i));
        }
        int saved = ProcessLibc.geteuid();
        if (ProcessLibc.syscall(SystemCall.SETGROUPS, groups.size(), list.pointer()) < 0
                || ProcessLibc.syscall(SystemCall.SETRESGID, gid, gid, gid) < 0
                || ProcessLibc.syscall(SystemCall.SETRESUID, uid, uid, saved) < 0) {
            throw refusal(Errno.text(Libc.errno()));
        }
    }
}
