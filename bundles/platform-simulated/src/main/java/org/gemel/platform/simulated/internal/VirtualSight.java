package org.gemel.platform.simulated.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.Processes;
import org.gemel.api.platform.SmallFiles;
import org.jspecify.annotations.Nullable;

/** What a process sees of its node's files and of the other processes there. */
final class VirtualSight implements SmallFiles, Processes {

    private final SimulatedProcess process;
    private final List<Watch<?>> watches = new ArrayList<>();

    VirtualSight(SimulatedProcess process) {
        this.process = process;
    }

    @Override
    public Subscription watch(Path path, Consumer<Content> listener) {
        return begin(new Watch<>(
                () -> {
                    String text = software().read(path.toString());
                    return text == null ? new Content.Absent() : new Content.Text(text);
                },
                listener));
    }

    @Override
    public void write(Path path, String line, boolean overwrite, Consumer<String> refused) {
        if (overwrite || software().read(path.toString()) == null) {
            software().write(path.toString(), line + "\n");
        }
    }

    @Override
    public Subscription count(Predicate<Image> wanted, Listener listener) {
        return begin(new Watch<>(
                () -> (int) software().processes().stream().filter(wanted).count(), listener::counted));
    }

    private Subscription begin(Watch<?> watch) {
        watches.add(watch);
        software().watch(watch);
        watch.run();
        return watch;
    }

    private SimulatedSoftware software() {
        return process.node().software();
    }

    void close() {
        List.copyOf(watches).forEach(Watch::close);
    }

    private final class Watch<T> implements Runnable, Subscription {

        private final Supplier<T> look;
        private final Consumer<T> listener;
        private @Nullable T told;
        private boolean closed;

        Watch(Supplier<T> look, Consumer<T> listener) {
            this.look = look;
            this.listener = listener;
        }

        /** What is seen now is told in a turn of the loop, unless something newer is to be told in its place. */
        @Override
        public void run() {
            process.loop().execute(() -> {
                T seen = look.get();
                if (!closed && !Objects.equals(seen, told)) {
                    told = seen;
                    listener.accept(seen);
                }
            });
        }

        @Override
        public void close() {
            closed = true;
            software().unwatch(this);
            watches.remove(this);
        }
    }
}
