package org.gemel.platform.linux.internal.program;

import java.util.function.Consumer;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.Ending.Exited;
import org.gemel.api.platform.Ending.Killed;
import org.gemel.api.platform.Ending.NotStarted;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Libc;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.libc.ProcessLibc;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/** One run. What is asked of it comes from the event loop; all else is done on the side loop. */
final class LinuxRun implements Programs.Run {

    /** What is killed is gone within a scheduler's turn, unless the kernel itself holds it. */
    private static final int PATIENCE_MILLIS = 100;

    private final Program program;
    private final Consumer<Ending> ended;
    private final EventLoop loop;
    private final KernelLoop side;
    private final LinuxPrograms programs;

    private volatile boolean closed;

    // Of the side loop.
    private Spawner.@Nullable Child child;
    private KernelLoop.@Nullable Watch watch;
    private @Nullable ChildOutput output;
    private int signal;

    LinuxRun(Program program, Consumer<Ending> ended, EventLoop loop, KernelLoop side, LinuxPrograms programs) {
        this.program = program;
        this.ended = ended;
        this.loop = loop;
        this.side = side;
        this.programs = programs;
    }

    Program program() {
        return program;
    }

    /** Whether anybody still wants it to be started; any thread. */
    boolean wanted() {
        return !closed;
    }

    void started(Spawner.@Nullable Child spawned) {
        if (spawned == null) {
            programs.over(this);
            return;
        }
        child = spawned;
        try {
            if (spawned.output() != null) {
                output = new ChildOutput(side, spawned.output(), program.outputLimit());
            }
            watch = side.watch(spawned.handle().fd(), this::reap);
        } catch (PlatformException e) {
            ProcessLibc.kill(-spawned.pid(), Abi.SIGKILL);
            refused(String.valueOf(e.getMessage()));
            return;
        }
        if (signal != 0) {
            ProcessLibc.kill(-spawned.pid(), signal);
        }
    }

    void refused(String reason) {
        programs.over(this);
        tell(new NotStarted(reason));
    }

    @Override
    public void signal(Programs.Signal which) {
        int number = which == Programs.Signal.KILL ? Abi.SIGKILL : Abi.SIGTERM;
        side.execute(() -> send(number));
    }

    private void send(int number) {
        signal = signal == Abi.SIGKILL ? signal : number;
        // Until it has been waited for, its number is nobody else's, and so is that of its group.
        if (child != null) {
            ProcessLibc.kill(-child.pid(), number);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            signal(Programs.Signal.KILL);
        }
    }

    private void reap() {
        if (child == null) {
            return;
        }
        int pid = child.pid();
        if (signal != 0) {
            ProcessLibc.kill(-pid, Abi.SIGKILL);
        }
        NativeBuffer status = NativeBuffer.ofInt(0);
        if (ProcessLibc.waitpid(pid, status.pointer(), Abi.WNOHANG) == 0) {
            return;
        }
        String said = output == null ? "" : output.text();
        release();
        int word = status.bytes().getInt(0);
        int killedBy = word & 0x7f;
        tell(killedBy == 0 ? new Exited(word >> 8 & 0xff, said) : new Killed(Signals.name(killedBy), said));
    }

    private void release() {
        if (child != null) {
            if (watch != null) {
                watch.close();
            }
            child.handle().close();
            child = null;
        }
        if (output == null) {
            programs.over(this);
        } else {
            programs.over(this, output);
        }
    }

    private void tell(Ending ending) {
        loop.execute(() -> {
            if (!closed) {
                ended.accept(ending);
            }
        });
    }

    /** The platform ends. */
    void abandon() {
        closed = true;
        if (child != null) {
            ProcessLibc.kill(-child.pid(), Abi.SIGKILL);
            NativeBuffer poll = NativeBuffer.allocate(Abi.POLLFD_SIZE);
            poll.bytes().putInt(0, child.handle().fd()).putShort(4, (short) Abi.POLLIN);
            Libc.poll(poll.pointer(), 1, PATIENCE_MILLIS);
            ProcessLibc.waitpid(child.pid(), NativeBuffer.ofInt(0).pointer(), Abi.WNOHANG);
            release();
        }
        if (output != null) {
            output.close();
        }
    }
}
