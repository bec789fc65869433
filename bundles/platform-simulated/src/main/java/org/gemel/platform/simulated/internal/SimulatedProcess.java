package org.gemel.platform.simulated.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.platform.Pipes;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Processes;
import org.gemel.api.platform.Programs;
import org.gemel.api.platform.SmallFiles;

/** A process of a node: runs, is paused, or is dead. */
final class SimulatedProcess implements Platform {

    private final SimulatedWorld world;
    private final SimulatedNode node;
    private final VirtualLoop loop;
    private final VirtualNetwork network;
    private final VirtualPrograms programs;
    private final VirtualSight sight;
    private final VirtualDatagrams datagrams;
    private final VirtualPipes pipes;
    private final List<Turn> waiting = new ArrayList<>();
    private final long started;
    private boolean paused;
    private boolean dead;

    SimulatedProcess(SimulatedWorld world, SimulatedNode node) {
        this.world = world;
        this.node = node;
        this.started = world.now();
        this.loop = new VirtualLoop(world, node, this);
        this.network = new VirtualNetwork(world, node, this);
        this.programs = new VirtualPrograms(world, this);
        this.sight = new VirtualSight(this);
        this.datagrams = new VirtualDatagrams(node, network);
        this.pipes = new VirtualPipes(node.software());
    }

    @Override
    public VirtualLoop loop() {
        return loop;
    }

    @Override
    public VirtualNetwork network() {
        return network;
    }

    @Override
    public Programs programs() {
        return programs;
    }

    @Override
    public SmallFiles files() {
        return sight;
    }

    @Override
    public Pipes pipes() {
        return pipes;
    }

    @Override
    public Processes processes() {
        return sight;
    }

    @Override
    public VirtualDatagrams datagrams() {
        return datagrams;
    }

    @Override
    public Duration sinceBoot() {
        return Duration.ofNanos(world.now());
    }

    @Override
    public Duration sinceStart() {
        return Duration.ofNanos(world.now() - started);
    }

    @Override
    public List<String> missingPrivileges() {
        return List.of();
    }

    SimulatedNode node() {
        return node;
    }

    boolean paused() {
        return paused;
    }

    boolean dead() {
        return dead;
    }

    void kill() {
        dead = true;
        waiting.clear();
        network.close();
        sight.close();
    }

    void pause() {
        paused = true;
    }

    /** Everything overdue happens now, timers last; whether packets or news of the network come first is chance. */
    void resume() {
        paused = false;
        boolean packetsFirst = world.random().nextBoolean();
        for (int pass = 0; pass < 2; pass++) {
            for (Turn turn : waiting) {
                if (turn.isPacket() == (packetsFirst == (pass == 0)) && !turn.scheduled()) {
                    world.queue().schedule(turn, world.now());
                }
            }
        }
        waiting.clear();
        network.resumed();
    }

    /** A turn of the loop, as soon as the process runs. */
    abstract class Turn extends Happening {

        /** What the process does. */
        abstract void run();

        boolean isPacket() {
            return false;
        }

        /** Lets it run in the next turn, after what is already there. */
        final void next() {
            if (dead) {
                return;
            }
            if (paused) {
                waiting.add(this);
            } else {
                world.queue().schedule(this, world.now());
            }
        }

        @Override
        final void happen() {
            if (dead) {
                return;
            }
            if (paused) {
                waiting.add(this);
                return;
            }
            world.acting(SimulatedProcess.this);
            run();
        }
    }
}
