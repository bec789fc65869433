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
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/** One run. What is asked of it comes from the event loop; all else is done on the side loop. */
final class LinuxRun implements Programs.Run {

    /** So shells and setpriv end where they cannot run what they were told to. */
    private static final int NOT_RUN = 126;

    private static final int NOT_FOUND = 127;

    private final Program program;
    private final Consumer<Ending> ended;
    private final EventLoop loop;
    private final KernelLoop side;
    private final LinuxPrograms programs;
    private final Warnings warnings;

    private volatile boolean closed;
    private volatile boolean abandoned;

    // Of the side loop.
    private @Nullable Child child;
    private KernelLoop.@Nullable Watch watch;
    private @Nullable ChildOutput output;
    private int signal;

    LinuxRun(
            Program program,
            Consumer<Ending> ended,
            EventLoop loop,
            KernelLoop side,
            LinuxPrograms programs,
            Warnings warnings) {
        this.program = program;
        this.ended = ended;
        this.loop = loop;
        this.side = side;
        this.programs = programs;
        this.warnings = warnings;
    }

    Program program() {
        return program;
    }

    /** The program without its arguments. */
    String name() {
        return program.command().get(0);
    }

    /** Whether anybody still wants it to be started; any thread. */
    boolean wanted() {
        return !closed && !abandoned;
    }

    void started(Child spawned) {
        try {
            if (spawned.output() != null) {
                output = new ChildOutput(side, spawned.output(), program.outputLimit());
            }
            watch = side.watch(spawned.handle().fd(), this::reap);
        } catch (PlatformException e) {
            if (output != null) {
                output.close();
                output = null;
            }
            report("SIGKILL", spawned.end());
            refused(String.valueOf(e.getMessage()));
            return;
        }
        child = spawned;
        if (signal != 0) {
            send(signal);
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
            report(Signals.name(number), child.kill(number));
        }
    }

    private void report(String number, @Nullable String refusal) {
        if (refusal != null) {
            warnings.say(name() + (program.user() == null ? "" : " of user " + program.user()) + " cannot be sent "
                    + number + ", so it may go on when its time is over: " + refusal
                    + "; run as root with CAP_KILL (AmbientCapabilities= and CapabilityBoundingSet= in the systemd"
                    + " unit)");
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
        Child ending = child;
        if (signal != 0) {
            report("SIGKILL", ending.kill(Abi.SIGKILL));
        }
        NativeBuffer status = NativeBuffer.ofInt(0);
        if (ProcessLibc.waitpid(ending.pid(), status.pointer(), Abi.WNOHANG) == 0) {
            return;
        }
        String said = output == null ? "" : output.text();
        release();
        int word = status.bytes().getInt(0);
        int killedBy = word & 0x7f;
        tell(killedBy == 0 ? exited(ending, word >> 8 & 0xff, said) : new Killed(Signals.name(killedBy), said));
    }

    /** The end of the program, or that of the other program that should have started it. */
    private static Ending exited(Child child, int status, String said) {
        String via = child.via();
        if (via == null || status != NOT_RUN && status != NOT_FOUND) {
            return new Exited(status, said);
        }
        boolean itself = said.startsWith(via.substring(via.lastIndexOf('/') + 1) + ": ") || said.startsWith(via + ": ");
        if (child.obstacle() != null && (itself || said.isEmpty())) {
            return new NotStarted(child.obstacle());
        }
        return itself ? new NotStarted("it cannot be run: " + said.strip()) : new Exited(status, said);
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
                closed = true;
                ended.accept(ending);
            }
        });
    }

    /** The platform ends. */
    void abandon() {
        abandoned = true;
        send(Abi.SIGKILL);
    }

    /** Lets go of what was abandoned, and says so. */
    void part() {
        Ending ending = child == null ? new NotStarted("the platform ends") : new Killed("SIGKILL", "");
        if (output != null) {
            output.close();
        }
        if (child != null) {
            if (watch != null) {
                watch.close();
            }
            child.end();
            child = null;
        }
        tell(ending);
    }
}
