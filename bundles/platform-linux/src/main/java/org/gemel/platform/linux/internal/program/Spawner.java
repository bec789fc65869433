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
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
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
    private static final List<String> IN_ROOT = List.of(SHELL, "-c", "cd / && exec \"$@\"", "sh");
    /** Names the variable that our own launcher has set for Java's sake. */
    private static final String LENT = "GEMEL_LENT";

    private static final String NOTHING = "/dev/null";

    private final Path file;
    private final Path written;
    private final Program program;
    private final Identity identity;
    private final @Nullable Setpriv setpriv;

    /**
     * @param file the program
     * @param written what was written, which may lead to the program by symbolic links
     * @param identity whom it runs as
     * @param setpriv makes it run as that; null if the calling thread is that already
     */
    Spawner(Path file, Path written, Program program, Identity identity, @Nullable Setpriv setpriv) {
        this.file = file;
        this.written = written;
        this.program = program;
        this.identity = identity;
        this.setpriv = setpriv;
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
            boolean there = act(actions.pointer(), says);
            behave(attributes.pointer());
            Command command = command(there);
            int pid = start(command, actions.pointer(), attributes.pointer());
            Descriptor handle = handle(pid);
            Descriptor kept = output;
            output = null;
            return new Child(pid, handle, kept, command.via(), command.obstacle());
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

    /** Returns whether the program is put into its directory by this. */
    private static boolean act(Pointer actions, @Nullable Descriptor says) {
        Pointer nothing = ProcessLibc.string(NOTHING);
        ProcessLibc.posix_spawn_file_actions_addopen(actions, 0, nothing, Abi.O_RDONLY, 0);
        if (says == null) {
            ProcessLibc.posix_spawn_file_actions_addopen(actions, 1, nothing, Abi.O_WRONLY, 0);
        } else {
            ProcessLibc.posix_spawn_file_actions_adddup2(actions, says.fd(), 1);
        }
        ProcessLibc.posix_spawn_file_actions_adddup2(actions, 1, 2);
        boolean there = SpawnDirectory.set(actions, ProcessLibc.string("/"));
        // The virtual machine opens some without close-on-exec; one that is not open is no harm.
        int last = highestDescriptor() + MARGIN;
        for (int fd = 3; fd <= last; fd++) {
            if (ProcessLibc.posix_spawn_file_actions_addclose(actions, fd) != 0) {
                break;
            }
        }
        return there;
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

    /** What is run to run the program. */
    private record Command(
            String path,
            List<String> words,
            @Nullable String via,
            @Nullable String obstacle) {}

    private Command command(boolean there) {
        if (there && setpriv == null) {
            return new Command(file.toString(), program.command(), null, null);
        }
        List<String> words = new ArrayList<>(program.command());
        // One program may have many names and do what the one says that it is run by; a script is told its path anyway.
        words.set(0, (Diagnosis.isScript(file) ? file : written).toString());
        if (setpriv != null) {
            words = setpriv.command(identity, words);
        }
        if (!there) {
            words = inRoot(words);
        }
        return new Command(
                words.get(0),
                words,
                setpriv == null ? SHELL : setpriv.path().toString(),
                new Diagnosis(identity).obstacle(file));
    }

    static List<String> inRoot(List<String> command) {
        List<String> words = new ArrayList<>(IN_ROOT);
        words.addAll(command);
        return words;
    }

    private int start(Command command, Pointer actions, Pointer attributes) throws Refusal {
        int error = exec(command.path(), command.words(), actions, attributes);
        if (error == -Abi.ENOEXEC) {
            List<String> words = new ArrayList<>(command.words());
            words.set(0, command.path());
            words.add(0, SHELL);
            error = exec(SHELL, words, actions, attributes);
        }
        if (error < 0) {
            throw new Refusal(new Diagnosis(identity).of(Path.of(command.path()), -error));
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
                new StringArray(environment(System.getenv(), program.environment()), "UTF-8"));
        return error == 0 ? pid.bytes().getInt(0) : -error;
    }

    static String[] environment(Map<String, String> own, Map<String, String> added) {
        List<String> all = new ArrayList<>();
        String lent = own.get(LENT);
        own.forEach((name, value) -> {
            if (!added.containsKey(name) && harmless(name) && !name.equals(lent)) {
                all.add(name + "=" + value);
            }
        });
        added.forEach((name, value) -> all.add(name + "=" + value));
        return all.toArray(String[]::new);
    }

    /** Behaviour 25; and what systemd and our own launcher mean for this process alone. */
    static boolean harmless(String name) {
        return !name.equals("IFS")
                && !name.startsWith("LD_")
                && !name.equals("NOTIFY_SOCKET")
                && !name.equals(LENT)
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
}
