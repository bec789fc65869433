package org.gemel.platform.linux.internal.program;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.ProcessLibc;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs. Each is found, checked and started by a thread of its own, which takes on the program's user and ends; a
 * program on a disk that hangs holds up nothing else. All other state belongs to the side loop.
 */
public final class LinuxPrograms implements Programs, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxPrograms.class);

    /** Launches at a time; a launch takes a millisecond or so. */
    private static final int MOST_LAUNCHES = 8;

    /** Programs that ended and left others behind that still may say something. */
    private static final int MOST_LEFT_OVER = 32;

    private static final int MOST_WARNINGS = 256;

    private final EventLoop loop;
    private final KernelLoop side;
    private final Deque<LinuxRun> waiting = new ArrayDeque<>();
    private final List<LinuxRun> running = new ArrayList<>();
    private final Deque<ChildOutput> leftOver = new ArrayDeque<>();
    private final Set<String> warnings = new HashSet<>();
    private int launches;

    /**
     * @param loop asks and is told
     * @param side does the rest
     */
    public LinuxPrograms(EventLoop loop, KernelLoop side) {
        this.loop = loop;
        this.side = side;
    }

    @Override
    public Run start(Program program, Consumer<Ending> ended) {
        if (!loop.inLoop()) {
            throw new IllegalStateException("programs are for the loop thread only");
        }
        LinuxRun run = new LinuxRun(program, ended, loop, side, this);
        side.execute(() -> {
            running.add(run);
            waiting.add(run);
            next();
        });
        return run;
    }

    private void next() {
        while (launches < MOST_LAUNCHES && !waiting.isEmpty()) {
            LinuxRun run = waiting.remove();
            launches++;
            Thread launcher = new Thread(() -> launch(run), "gemel-launch");
            launcher.setDaemon(true);
            try {
                launcher.start();
            } catch (OutOfMemoryError e) {
                // So the virtual machine says that the kernel gives it no more threads.
                launches--;
                run.refused("no thread can be started to run it: " + e.getMessage()
                        + "; raise the limit of processes (ulimit -u, TasksMax= in the systemd unit)");
            }
        }
    }

    private void launch(LinuxRun run) {
        try {
            Spawner.Child child = run.wanted() ? spawn(run.program()) : null;
            side.execute(() -> run.started(child));
        } catch (Refusal e) {
            side.execute(() -> run.refused(String.valueOf(e.getMessage())));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A program could not be started", e);
            side.execute(() -> run.refused("it could not be started: " + e));
        } finally {
            side.execute(() -> {
                launches--;
                next();
            });
        }
    }

    private Spawner.Child spawn(Program program) throws Refusal {
        Identity identity =
                Identity.of(program.user(), program.group(), program.policy().supplementaryGroups());
        Path written = ProgramPath.find(program.command().get(0), System.getenv("PATH"));
        ProgramPath path = ProgramPath.walk(written);
        String openTo = path.openTo();
        if (openTo != null && identity.uid() == 0) {
            if (program.policy().secure()) {
                throw new Refusal(
                        "not run as root, because others could put another program there (enable_script_security): "
                                + openTo);
            }
            warn(written + " is run as root, and others could put another program there: " + openTo
                    + "; or run it as another user, with script_user");
        }
        Spawner.settle();
        boolean cores = !identity.own() && ProcessLibc.prctl(Abi.PR_GET_DUMPABLE, 0, 0, 0, 0) == 1;
        identity.assume();
        try {
            return new Spawner(program.policy().pathAsWritten() ? written : path.file(), program, identity).spawn();
        } finally {
            if (cores) {
                Spawner.allowCores();
            }
        }
    }

    /** Said once each. */
    private void warn(String warning) {
        synchronized (warnings) {
            if (warnings.size() >= MOST_WARNINGS || !warnings.add(warning)) {
                return;
            }
        }
        LOG.warn("{}", warning);
    }

    /** A run is over; on the side loop. */
    void over(LinuxRun run, ChildOutput output) {
        over(run);
        if (output.open()) {
            leftOver.add(output);
        }
        leftOver.removeIf(each -> !each.open());
        while (leftOver.size() > MOST_LEFT_OVER) {
            leftOver.remove().close();
        }
    }

    void over(LinuxRun run) {
        running.remove(run);
    }

    /** Kills what runs; on the side loop. */
    @Override
    public void close() {
        waiting.clear();
        List.copyOf(running).forEach(LinuxRun::abandon);
        leftOver.forEach(ChildOutput::close);
    }
}
