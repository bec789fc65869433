package org.gemel.platform.linux.internal.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Processes;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/** Counts processes on the side loop: those that there are, then by the kernel's news. */
public final class LinuxProcesses implements Processes, AutoCloseable {

    private final EventLoop loop;
    private final KernelLoop side;
    private final List<Count> counts = new ArrayList<>();
    private @Nullable ProcessConnector connector;

    /**
     * @param loop asks and is told
     * @param side does the rest
     */
    public LinuxProcesses(EventLoop loop, KernelLoop side) {
        this.loop = loop;
        this.side = side;
    }

    @Override
    public Subscription count(Predicate<Image> wanted, Processes.Listener listener) {
        Count count = new Count(wanted, listener);
        side.execute(() -> begin(count));
        return () -> {
            count.closed = true;
            side.execute(() -> end(count));
        };
    }

    private void begin(Count count) {
        if (count.closed) {
            return;
        }
        try {
            if (connector == null) {
                connector = new ProcessConnector(side, new News());
            }
        } catch (PlatformException e) {
            String reason = String.valueOf(e.getMessage());
            loop.execute(() -> {
                if (!count.closed) {
                    count.listener.unable(reason);
                }
            });
            return;
        }
        counts.add(count);
        // After the news have begun, so that nothing falls between.
        count.scan();
        count.tell();
    }

    private void end(Count count) {
        counts.remove(count);
        if (counts.isEmpty()) {
            close();
        }
    }

    /** On the side loop. */
    @Override
    public void close() {
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
