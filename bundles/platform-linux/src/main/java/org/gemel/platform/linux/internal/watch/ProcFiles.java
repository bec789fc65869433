package org.gemel.platform.linux.internal.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.platform.Processes.Image;
import org.jspecify.annotations.Nullable;

/** What /proc says of processes. */
final class ProcFiles {

    private static final int LONGEST_STAT = 1024;
    private static final int LONGEST_COMMAND_LINE = 32 * 1024;

    private ProcFiles() {}

    static List<Integer> pids() {
        List<Integer> pids = new ArrayList<>();
        String[] names = new File("/proc").list();
        for (String name : names == null ? new String[0] : names) {
            if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
                pids.add(Integer.parseInt(name));
            }
        }
        return pids;
    }

    /** What a process runs; null if there is none, or only what is left of one that has ended. */
    static @Nullable Image image(int pid) {
        try {
            String stat = read(pid, "stat", LONGEST_STAT);
            int open = stat.indexOf('(');
            int close = stat.lastIndexOf(')');
            if (open < 0 || close + 2 >= stat.length() || "ZX".indexOf(stat.charAt(close + 2)) >= 0) {
                return null;
            }
            return new Running(pid, stat.substring(open + 1, close));
        } catch (IOException e) {
            // It has ended.
            return null;
        }
    }

    /** Reads its command line when somebody wants to know, for a process can make that hang. */
    private static final class Running implements Image {

        private final int pid;
        private final String name;
        private @Nullable List<String> commandLine;

        Running(int pid, String name) {
            this.pid = pid;
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> commandLine() {
            if (commandLine == null) {
                try {
                    commandLine = ProcFiles.commandLine(read(pid, "cmdline", LONGEST_COMMAND_LINE));
                } catch (IOException e) {
                    // It has ended.
                    commandLine = List.of();
                }
            }
            return commandLine;
        }
    }

    private static String read(int pid, String file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("/proc", Integer.toString(pid), file))) {
            return new String(in.readNBytes(most), UTF_8);
        }
    }

    /** Each argument ends with a zero; some programs write something else there, with zeros to fill up. */
    static List<String> commandLine(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        if (end == 0) {
            return List.of();
        }
        // One zero ends the last argument; an argument that is empty has one of its own.
        String all = text.substring(0, end);
        return List.of(all.split("\0", -1));
    }
}
