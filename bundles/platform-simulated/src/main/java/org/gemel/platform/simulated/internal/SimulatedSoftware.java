package org.gemel.platform.simulated.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gemel.api.platform.Processes.Image;
import org.gemel.platform.simulated.Conduct;
import org.gemel.platform.simulated.Software;
import org.jspecify.annotations.Nullable;

/** The disk and the process table of a node; both outlive the process that is tried out. */
final class SimulatedSoftware implements Software {

    private final Map<String, Supplier<Conduct>> programs = new HashMap<>();
    private final Map<String, Integer> runs = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, StringBuilder> pipes = new HashMap<>();
    private final Map<Integer, Image> processes = new LinkedHashMap<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private int nextPid = 100;

    @Override
    public void install(String path, Supplier<Conduct> conduct) {
        programs.put(path, conduct);
    }

    @Override
    public void uninstall(String path) {
        programs.remove(path);
    }

    @Override
    public int runs(String path) {
        return runs.getOrDefault(path, 0);
    }

    @Override
    public int running(String path) {
        return running.getOrDefault(path, 0);
    }

    /** What a program that is being started will do, or null if there is none. */
    @Nullable
    Conduct run(String path) {
        Supplier<Conduct> program = programs.get(path);
        if (program == null) {
            return null;
        }
        runs.merge(path, 1, Integer::sum);
        running.merge(path, 1, Integer::sum);
        return program.get();
    }

    void ended(String path) {
        running.merge(path, -1, Integer::sum);
    }

    @Override
    public void write(String path, String text) {
        files.put(path, text);
        changed();
    }

    @Override
    public void delete(String path) {
        files.remove(path);
        changed();
    }

    @Override
    public @Nullable String drain(String path) {
        StringBuilder pipe = pipes.get(path);
        if (pipe == null) {
            return null;
        }
        String text = pipe.toString();
        pipe.setLength(0);
        return text;
    }

    @Override
    public void removePipe(String path) {
        pipes.remove(path);
    }

    Map<String, StringBuilder> pipes() {
        return pipes;
    }

    private record Running(String name, List<String> commandLine) implements Image {}

    @Nullable
    String read(String path) {
        return files.get(path);
    }

    @Override
    public int start(String name, List<String> commandLine) {
        int pid = nextPid++;
        processes.put(pid, new Running(name, List.copyOf(commandLine)));
        changed();
        return pid;
    }

    @Override
    public void end(int pid) {
        processes.remove(pid);
        changed();
    }

    List<Image> processes() {
        return List.copyOf(processes.values());
    }

    /** Has something looked at again after each change. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    private void changed() {
        List.copyOf(watchers).forEach(Runnable::run);
    }
}
