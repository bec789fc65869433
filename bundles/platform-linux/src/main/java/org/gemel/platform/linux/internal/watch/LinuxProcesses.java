package org.gemel.platform.linux.internal.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Processes;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/**
 * Counts processes: those that there are, then by the kernel's news. It does so on a loop of its own, which begins with the first
 * count, because a process can keep whoever looks at it waiting.
 */
public final class LinuxProcesses implements Processes, AutoCloseable {

    /** So long one refusal counts for all, for where the kernel tells nothing it takes half a second to find out. */
    private static final long REFUSED_NANOS = 60_000_000_000L;

    private final EventLoop loop;
    private final KernelLoop side;
    private final Consumer<Throwable> failures;
    private @Nullable KernelLoop own;
    private final List<Count> counts = new ArrayList<>();
    private @Nullable ProcessConnector connector;
    private @Nullable String refusal;
    private long refusedAt;

    /**
     * @param loop asks and is told
     * @param side starts the loop that counts
     * @param failures told of what is thrown there
     */
    public LinuxProcesses(EventLoop loop, KernelLoop side, Consumer<Throwable> failures) {
        this.loop = loop;
        this.side = side;
        this.failures = failures;
    }

    @Override
    public Subscription count(Predicate<Image> wanted, Processes.Listener listener) {
        Count count = new Count(wanted, listener);
        side.execute(() -> hand(count));
        return () -> {
            count.closed = true;
            side.execute(() -> {
                if (own != null) {
                    own.execute(() -> end(count));
                }
            });
        };
    }

    private void hand(Count count) {
        try {
            if (own == null) {
                own = new KernelLoop("gemel-processes", failures);
            }
            KernelLoop here = own;
            here.execute(() -> begin(count, here));
        } catch (PlatformException e) {
            unable(count, String.valueOf(e.getMessage()));
        }
    }

    private void begin(Count count, KernelLoop here) {
        if (count.closed) {
            return;
        }
        connect(here);
        if (connector == null) {
            unable(count, String.valueOf(refusal));
            return;
        }
        counts.add(count);
        // After the news have begun, so that nothing falls between.
        count.scan();
        count.tell();
    }

    private void connect(KernelLoop here) {
        if (connector != null || refusal != null && here.nanoTime() - refusedAt < REFUSED_NANOS) {
            return;
        }
        try {
            connector = new ProcessConnector(here, new News());
            refusal = null;
        } catch (PlatformException | LinkageError e) {
            refusal = String.valueOf(e.getMessage());
            refusedAt = here.nanoTime();
        }
    }

    private void unable(Count count, String reason) {
        loop.execute(() -> {
            if (!count.closed) {
                count.listener.unable(reason);
            }
        });
    }

    private void end(Count count) {
        counts.remove(count);
        if (counts.isEmpty()) {
            disconnect();
        }
    }

    /** On the side loop; waits for nobody. */
    @Override
    public void close() {
        KernelLoop ending = own;
        own = null;
        if (ending != null) {
            ending.execute(() -> {
                counts.clear();
                disconnect();
                ending.close();
            });
        }
    }

    private void disconnect() {
        if (connector != null) {
            connector.close();
            connector = null;
        }
    }

    private final class News implements ProcessConnector.Listener {

        @Override
        public void forked(int parent, int child) {
            for (Count count : counts) {
                // It may have become something else since.
                if (count.pids.contains(parent)) {
                    count.look(child);
                }
            }
        }

        @Override
        public void changed(int pid) {
            Image image = ProcFiles.image(pid);
            for (Count count : counts) {
                count.look(pid, image);
            }
        }

        @Override
        public void exited(int pid) {
            for (Count count : counts) {
                count.pids.remove(pid);
            }
        }

        @Override
        public void lost() {
            counts.forEach(Count::scan);
        }

        @Override
        public void settled() {
            counts.forEach(Count::tell);
        }
    }

    private final class Count {

        private final Predicate<Image> wanted;
        private final Processes.Listener listener;
        private final Set<Integer> pids = new HashSet<>();
        private int told = -1;
        private volatile boolean closed;

        Count(Predicate<Image> wanted, Processes.Listener listener) {
            this.wanted = wanted;
            this.listener = listener;
        }

        void scan() {
            pids.clear();
            ProcFiles.pids().forEach(this::look);
        }

        void look(int pid) {
            look(pid, ProcFiles.image(pid));
        }

        void look(int pid, @Nullable Image image) {
            if (image != null && wanted.test(image)) {
                pids.add(pid);
            } else {
                pids.remove(pid);
            }
        }

        void tell() {
            int number = pids.size();
            if (number != told) {
                told = number;
                loop.execute(() -> {
                    if (!closed) {
                        listener.counted(number);
                    }
                });
            }
        }
    }
}
