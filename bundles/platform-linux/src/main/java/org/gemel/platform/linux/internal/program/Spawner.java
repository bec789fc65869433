package org.gemel.platform.linux.internal.program;

import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Program;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Libc;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.SystemCall;
import org.jspecify.annotations.Nullable;

/**
 * Starts a program from the calling thread, whose user, priority and namespaces it inherits. Nothing else is inherited: no
 * descriptor, no signal setting, no capability beyond what its user has.
 */
final class Spawner {

    /** More than posix_spawnattr_t and posix_spawn_file_actions_t have in any C library. */
    private static final int OPAQUE = 1024;

    /** More than sigset_t has. */
    private static final int SIGNAL_SET = 256;

    /** Descriptors that may be opened by other threads before the program starts. */
    private static final int MARGIN = 64;

    private static final String SHELL = "/bin/sh";
    private static final String NOTHING = "/dev/null";

    /** A program that runs; output is null where nobody wants it. */
    record Child(int pid, Descriptor handle, @Nullable Descriptor output) {}

    private final Path file;
    private final Program program;
    private final Identity identity;

    Spawner(Path file, Program program, Identity identity) {
        this.file = file;
        this.program = program;
        this.identity = identity;
    }

    /** Starts it; one that the kernel does not know the format of is run by the shell (behaviour 25). */
    Child spawn() throws Refusal {
        Descriptor output = null;
        Descriptor says = null;
        NativeBuffer actions = NativeBuffer.allocate(OPAQUE);
        NativeBuffer attributes = NativeBuffer.allocate(OPAQUE);
        ProcessLibc.posix_spawn_file_actions_init(actions.pointer());
        ProcessLibc.posix_spawnattr_init(attributes.pointer());
        try {
            if (program.outputLimit() > 0) {
                NativeBuffer pipe = NativeBuffer.allocate(2 * Integer.BYTES);
                boolean made = ProcessLibc.pipe2(pipe.pointer(), Abi.O_CLOEXEC) == 0;
                output = Descriptor.of(made ? pipe.bytes().getInt(0) : -1, "make a pipe", "nothing special");
                says = Descriptor.of(pipe.bytes().getInt(Integer.BYTES), "make a pipe", "nothing special");
                ProcessLibc.fcntl(output.fd(), Abi.F_SETFL, Abi.O_NONBLOCK);
            }
            act(actions.pointer(), says);
            behave(attributes.pointer());
            int pid = start(actions.pointer(), attributes.pointer());
            Descriptor handle = handle(pid);
            Descriptor kept = output;
            output = null;
            return new Child(pid, handle, kept);
        } catch (PlatformException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        } finally {
            if (output != null) {
                output.close();
            }
            if (says != null) {
                says.close();
            }
            ProcessLibc.posix_spawn_file_actions_destroy(actions.pointer());
            ProcessLibc.posix_spawnattr_destroy(attributes.pointer());
        }
    }

    private static void act(Pointer actions, @Nullable Descriptor says) {
        Pointer nothing = ProcessLibc.string(NOTHING);
        ProcessLibc.posix_spawn_file_actions_addopen(actions, 0, nothing, Abi.O_RDONLY, 0);
        if (says == null) {
            ProcessLibc.posix_spawn_file_actions_addopen(actions, 1, nothing, Abi.O_WRONLY, 0);
        } else {
            ProcessLibc.posix_spawn_file_actions_adddup2(actions, says.fd(), 1);
        }
        ProcessLibc.posix_spawn_file_actions_adddup2(actions, 1, 2);
        ProcessLibc.posix_spawn_file_actions_addchdir_np(actions, ProcessLibc.string("/"));
        // The virtual machine opens some without close-on-exec; one that is not open is no harm.
        int last = highestDescriptor() + MARGIN;
        for (int fd = 3; fd <= last; fd++) {
            if (ProcessLibc.posix_spawn_file_actions_addclose(actions, fd) != 0) {
                break;
            }
        }
    }

    private static int highestDescriptor() {
        int highest = 2;
        String[] open = new File("/proc/self/fd").list();
        for (String fd : open == null ? new String[0] : open) {
            highest = Math.max(highest, Integer.parseInt(fd));
        }
        return highest;
    }

    private static void behave(Pointer attributes) {
        NativeBuffer signals = NativeBuffer.allocate(SIGNAL_SET);
        ProcessLibc.sigemptyset(signals.pointer());
        ProcessLibc.posix_spawnattr_setsigmask(attributes, signals.pointer());
        ProcessLibc.sigfillset(signals.pointer());
        ProcessLibc.posix_spawnattr_setsigdefault(attributes, signals.pointer());
        ProcessLibc.posix_spawnattr_setpgroup(attributes, 0);
        ProcessLibc.posix_spawnattr_setflags(attributes, Abi.POSIX_SPAWN_OWN_GROUP_AND_SIGNALS);
    }

    private int start(Pointer actions, Pointer attributes) throws Refusal {
        int error = exec(file.toString(), program.command(), actions, attributes);
        if (error == -Abi.ENOEXEC) {
            List<String> command = new ArrayList<>(program.command());
            command.set(0, file.toString());
            command.add(0, SHELL);
            error = exec(SHELL, command, actions, attributes);
        }
        if (error < 0) {
            throw new Refusal(new Diagnosis(identity).of(file, -error));
        }
        return error;
    }

    /** The process number, or the error number below zero. */
    private int exec(String path, List<String> command, Pointer actions, Pointer attributes) {
        NativeBuffer pid = NativeBuffer.ofInt(0);
        int error = ProcessLibc.posix_spawn(
                pid.pointer(),
                ProcessLibc.string(path),
                actions,
                attributes,
                new StringArray(command.toArray(String[]::new), "UTF-8"),
                new StringArray(environment(program.environment()), "UTF-8"));
        return error == 0 ? pid.bytes().getInt(0) : -error;
    }

    private static String[] environment(Map<String, String> added) {
        List<String> all = new ArrayList<>();
        System.getenv().forEach((name, value) -> {
            if (!added.containsKey(name) && harmless(name)) {
                all.add(name + "=" + value);
            }
        });
        added.forEach((name, value) -> all.add(name + "=" + value));
        return all.toArray(String[]::new);
    }

    /** Behaviour 25; and what systemd means for this process alone. */
    static boolean harmless(String name) {
        return !name.equals("IFS")
                && !name.startsWith("LD_")
                && !name.equals("NOTIFY_SOCKET")
                && !name.startsWith("WATCHDOG_");
    }

    /** By it the end is seen without waiting for children in general, which would disturb the virtual machine's own. */
    private static Descriptor handle(int pid) throws Refusal {
        try {
            return Descriptor.of(
                    ProcessLibc.syscall(SystemCall.PIDFD_OPEN, pid, 0, 0), "watch a process", "nothing special");
        } catch (PlatformException e) {
            ProcessLibc.kill(-pid, Abi.SIGKILL);
            ProcessLibc.waitpid(pid, NativeBuffer.ofInt(0).pointer(), 0);
            throw new Refusal("programs cannot be run: " + e.getMessage() + "; Linux 5.4 or later is needed");
        }
    }

    /** Gives the calling thread what a program is to inherit, but for its user. Only what it has too much is taken. */
    static void settle() {
        Libc.setpriority(Abi.PRIO_PROCESS, 0, 0);
        ProcessLibc.prctl(Abi.PR_CAP_AMBIENT, Abi.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    }

    /** After a thread became another user the process would leave no core when it crashes. */
    static void allowCores() {
        ProcessLibc.prctl(Abi.PR_SET_DUMPABLE, 1, 0, 0, 0);
    }
}
