package org.gemel.platform.linux.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.platform.Conversations;
import org.gemel.api.platform.Datagrams;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Netlink;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Pipes;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Processes;
import org.gemel.api.platform.Programs;
import org.gemel.api.platform.SmallFiles;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.datagram.PeerSockets;
import org.gemel.platform.linux.internal.datagram.UdpSockets;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.gemel.platform.linux.internal.netlink.KernelNetlink;
import org.gemel.platform.linux.internal.pipe.LinuxPipes;
import org.gemel.platform.linux.internal.program.LinuxPrograms;
import org.gemel.platform.linux.internal.watch.LinuxFiles;
import org.gemel.platform.linux.internal.watch.LinuxProcesses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Linux kernel as a platform: owns the event-loop thread, the closer and all descriptors, from construction until closed. */
public final class LinuxPlatform implements Platform, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxPlatform.class);

    private final @Nullable Path notes;
    private final FailureLog failures = new FailureLog();
    private final Closer closer;
    private final KernelLoop loop;
    private final UdpSockets datagrams;
    private final HostProcess process;
    private volatile KernelNetwork network;
    private @Nullable ProcessSettings adopted;
    /** Where the loop is; null for the process's own. The kernel's name: the one that it was entered by may go. */
    private volatile @Nullable Path entered;

    private final KernelLoop side;
    private final LinuxPrograms programs;
    private final PeerSockets conversations;
    private final LinuxFiles files;
    private final LinuxPipes pipes = new LinuxPipes();
    private final Netlink netlink = new KernelNetlink(this);
    private final LinuxProcesses processes;

    /**
     * Starts the loop and reads the links.
     *
     * @param namespace the network namespace to be in, as a file, or null for the process's own
     * @throws PlatformException if this is not Linux or the kernel refuses
     */
    public LinuxPlatform(@Nullable Path namespace) throws PlatformException {
        this(namespace, null);
    }

    /**
     * Starts the loop and reads the links.
     *
     * @param namespace the network namespace to be in, as a file, or null for the process's own
     * @param notes the file in which it is noted what a killed process leaves behind, or null for none
     * @throws PlatformException if this is not Linux or the kernel refuses
     */
    public LinuxPlatform(@Nullable Path namespace, @Nullable Path notes) throws PlatformException {
        if (!com.sun.jna.Platform.isLinux()) {
            throw new PlatformException("the platform \"linux\" needs Linux, and this is "
                    + System.getProperty("os.name") + "; the simulated platform runs anywhere");
        }
        this.notes = notes;
        loop = new KernelLoop(failures);
        closer = new Closer();
        datagrams = new UdpSockets(loop);
        try {
            network = loop.call(() -> {
                if (namespace != null) {
                    NetworkNamespace.enter(namespace);
                    entered = NetworkNamespace.ofThisThread();
                }
                return new KernelNetwork(loop, closer, failures, notes);
            });
            process = loop.call(() -> new HostProcess(new ComputingLimit(loop, RealTime.thisThread())));
            // Started by the loop it is in the same namespace.
            side = loop.call(() -> new KernelLoop("gemel-side", failures));
            side.execute(LinuxPlatform::ordinary);
        } catch (PlatformException e) {
            loop.close();
            closer.close();
            failures.close();
            throw e;
        }
        programs = new LinuxPrograms(loop, side);
        conversations = new PeerSockets(side);
        files = new LinuxFiles(loop, side);
        processes = new LinuxProcesses(loop, side, failures);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<String> adopt(ProcessSettings settings) throws PlatformException {
        return loop.call(() -> {
            ProcessSettings before = adopted;
            String namespace = settings.networkNamespace();
            if (before == null && namespace != null) {
                moveTo(NetworkNamespace.DIRECTORY.resolve(namespace));
            }
            adopted = settings;
            List<String> refused = process.adopt(settings);
            side.execute(LinuxPlatform::ordinary);
            if (before == null || !before.scheduling().equals(settings.scheduling())) {
                LOG.info("{}", HostProcess.text(settings.scheduling()));
            }
            return refused;
        });
    }

    /** The calling thread, and the programs that it starts, are favoured no more than others. */
    private static void ordinary() {
        Libc.setpriority(Abi.PRIO_PROCESS, 0, 0);
    }

    private void moveTo(Path namespace) throws PlatformException {
        NetworkNamespace.enter(namespace);
        entered = NetworkNamespace.ofThisThread();
        // Programs are started there.
        side.call(() -> {
            NetworkNamespace.enter(namespace);
            return true;
        });
        KernelNetwork former = network;
        network = new KernelNetwork(loop, closer, failures, notes);
        former.close();
        // For the programs that it starts.
        side.call(() -> {
            NetworkNamespace.enter(namespace);
            return true;
        });
        LOG.info("in the network namespace {}", namespace);
    }

    @Override
    public <T, E extends Exception> T inside(Task<T, E> task) throws PlatformException, E {
        Path namespace = entered;
        // Whoever stays where it is needs no permission to move.
        return namespace == null ? task.run() : NetworkNamespace.inside(namespace, task);
    }

    @Override
    public Programs programs() {
        return programs;
    }

    @Override
    public SmallFiles files() {
        return files;
    }

    @Override
    public Pipes pipes() {
        return pipes;
    }

    @Override
    public Processes processes() {
        return processes;
    }

    @Override
    public Datagrams datagrams() {
        return datagrams;
    }

    @Override
    public Conversations conversations() {
        return conversations;
    }

    @Override
    public Netlink netlink() {
        return netlink;
    }

    @Override
    public Duration sinceBoot() {
        return Age.ofMachine();
    }

    @Override
    public Duration sinceStart() {
        return Age.ofProcess();
    }

    @Override
    public List<String> missingPrivileges() {
        try {
            return Privileges.missing(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes all ports, ends the threads and waits for them. Leases stay until their time ends. */
    @Override
    public void close() {
        try {
            loop.call(() -> {
                network.close();
                datagrams.close();
                process.close();
                return true;
            });
        } catch (PlatformException e) {
            failures.accept(e);
        }
        try {
            side.call(() -> {
                programs.close();
                conversations.close();
                files.close();
                processes.close();
                return true;
            });
            // Whoever runs a program hears of its end.
            loop.call(() -> true);
        } catch (PlatformException e) {
            failures.accept(e);
        }
        pipes.close();
        network.await();
        side.close();
        loop.close();
        closer.close();
        failures.close();
    }
}
