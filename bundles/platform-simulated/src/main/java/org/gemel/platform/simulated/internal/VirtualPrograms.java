package org.gemel.platform.simulated.internal;

import java.util.function.Consumer;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.Ending.Exited;
import org.gemel.api.platform.Ending.Killed;
import org.gemel.api.platform.Ending.NotStarted;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.gemel.platform.simulated.Conduct;

/** Programs of a node, as one of its processes runs them. They outlive it, but nobody hears of their end then. */
final class VirtualPrograms implements Programs {

    private final SimulatedWorld world;
    private final SimulatedProcess process;

    VirtualPrograms(SimulatedWorld world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public Run start(Program program, Consumer<Ending> ended) {
        String path = program.command().get(0);
        SimulatedSoftware software = process.node().software();
        Conduct conduct = software.run(path);
        if (conduct == null) {
            VirtualRun run = new VirtualRun(path, Conduct.exits(0), ended);
            run.tell(new NotStarted(path + " does not exist; install it"));
            return run;
        }
        VirtualRun run = new VirtualRun(path, conduct, ended);
        if (conduct.takes() != null) {
            world.queue().schedule(run, world.now() + conduct.takes().toNanos());
        }
        return run;
    }

    private final class VirtualRun extends Happening implements Run {

        private final String path;
        private final Conduct conduct;
        private final Consumer<Ending> ended;
        private boolean over;
        private boolean closed;

        VirtualRun(String path, Conduct conduct, Consumer<Ending> ended) {
            this.path = path;
            this.conduct = conduct;
            this.ended = ended;
        }

        @Override
        void happen() {
            end(new Exited(conduct.status(), conduct.output()));
        }

        @Override
        public void signal(Signal signal) {
            if (signal == Signal.KILL) {
                end(new Killed("SIGKILL", conduct.output()));
            } else if (conduct.heedsTermination()) {
                end(new Killed("SIGTERM", conduct.output()));
            }
        }

        @Override
        public void close() {
            closed = true;
            signal(Signal.KILL);
        }

        private void end(Ending ending) {
            if (!over) {
                world.queue().cancel(this);
                process.node().software().ended(path);
                tell(ending);
            }
        }

        private void tell(Ending ending) {
            over = true;
            process.loop().execute(() -> {
                if (!closed) {
                    ended.accept(ending);
                }
            });
        }
    }
}
