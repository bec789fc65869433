package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ProcessSettings.Scheduling;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/** This process as the kernel runs it. What is no longer asked for becomes again what it was at first. Loop thread only. */
final class HostProcess implements AutoCloseable {

    /** So many processors a kernel may be built for. */
    private static final int MOST_PROCESSORS = 8192;

    private static final int MODE = 0777;

    private final ComputingLimit limit;
    private final NativeBuffer processors = NativeBuffer.allocate(MOST_PROCESSORS / 8);
    private final Path nameFile =
            Path.of("/proc/self/task", Long.toString(ProcessHandle.current().pid()), "comm");
    private @Nullable String formerName;
    private final int formerNice = RealTime.nice();
    private int formerMask = -1;
    private boolean raised;
    private boolean bound;
    private boolean locked;

    HostProcess(ComputingLimit limit) {
        this.limit = limit;
        Libc.sched_getaffinity(0, processors.size(), processors.pointer());
    }

    /**
     * Runs as settings say.
     *
     * @return what was refused, a sentence each with its remedy
     */
    List<String> adopt(ProcessSettings settings) {
        List<String> refused = new ArrayList<>();
        Scheduling scheduling = settings.scheduling();
        int priority = Objects.requireNonNullElse(scheduling.realTimePriority(), RealTime.PRIORITY);
        int nice = Objects.requireNonNullElse(scheduling.nice(), RealTime.NICE);
        raised = true;
        add(refused, RealTime.raise(priority, nice));
        add(refused, limit.set(scheduling.computingLimit(), priority));
        add(refused, run(scheduling.processors()));
        add(refused, lock(scheduling.locked()));
        add(refused, name(settings.name()));
        mask(settings.umask());
        return refused;
    }

    /** What was asked for, in a sentence. */
    static String text(Scheduling scheduling) {
        StringBuilder text = new StringBuilder("the event loop has real-time priority ")
                .append(Objects.requireNonNullElse(scheduling.realTimePriority(), RealTime.PRIORITY))
                .append(", all else nice ")
                .append(Objects.requireNonNullElse(scheduling.nice(), RealTime.NICE));
        if (!scheduling.processors().isEmpty()) {
            text.append(", on processors ").append(scheduling.processors());
        }
        if (scheduling.locked()) {
            text.append(", never paged out");
        }
        if (scheduling.computingLimit() != null) {
            text.append(", real-time for at most ")
                    .append(scheduling.computingLimit().toNanos() / 1000)
                    .append(" us without a pause");
        }
        return text.toString();
    }

    /** As it was at first, for whoever is here next must find that; nobody is left to hear of refusals. */
    @Override
    public void close() {
        limit.close();
        run(List.of());
        lock(false);
        name(null);
        mask(null);
        if (raised) {
            RealTime.restore(formerNice);
        }
    }

    private static void add(List<String> refused, @Nullable String sentence) {
        if (sentence != null) {
            refused.add(sentence);
        }
    }

    private @Nullable String run(List<Integer> numbers) {
        if (numbers.isEmpty() && !bound) {
            return null;
        }
        bound = !numbers.isEmpty();
        NativeBuffer mask = processors;
        if (!numbers.isEmpty()) {
            mask = NativeBuffer.allocate(processors.size());
            for (int number : numbers) {
                if (number < MOST_PROCESSORS) {
                    int at = maskByte(number);
                    mask.bytes().put(at, (byte) (mask.bytes().get(at) | 1 << number % 8));
                }
            }
        }
        String refusal = null;
        // Others than the loop too: at a safepoint the loop waits for each of them.
        for (int tid : RealTime.threads()) {
            if (Libc.sched_setaffinity(tid, mask.size(), mask.pointer()) < 0 && Libc.errno() != Abi.ESRCH) {
                refusal = Errno.text(Libc.errno());
            }
        }
        return refusal == null
                ? null
                : "The process runs on any processor, not only on " + numbers + " as vrrp_cpu_affinity says (" + refusal
                        + "). Name processors that there are; the first is 0";
    }

    /** The mask is an array of C longs. */
    private static int maskByte(int number) {
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            return number / 8;
        }
        int bytes = com.sun.jna.Native.LONG_SIZE;
        return number / 8 / bytes * bytes + (bytes - 1 - number / 8 % bytes);
    }

    private @Nullable String lock(boolean wanted) {
        if (wanted == locked) {
            return null;
        }
        // On fault: a JVM reserves far more than it ever touches, and only what it touches shall stay in memory.
        int result = wanted ? Libc.mlockall(Abi.MCL_CURRENT | Abi.MCL_FUTURE | Abi.MCL_ONFAULT) : Libc.munlockall();
        if (result == 0) {
            locked = wanted;
            return null;
        }
        return "The memory of the process may be paged out, which can make it late by the time of a disk access ("
                + Errno.text(Libc.errno()) + "). Grant CAP_IPC_LOCK, or LimitMEMLOCK=infinity in the systemd unit, or"
                + " remove vrrp_no_swap";
    }

    private @Nullable String name(@Nullable String wanted) {
        if (wanted == null && formerName == null) {
            return null;
        }
        try {
            if (formerName == null) {
                formerName = Files.readString(nameFile, UTF_8).strip();
            }
            Files.writeString(nameFile, wanted == null ? formerName : wanted, UTF_8);
            return null;
        } catch (IOException e) {
            return "The process keeps its name (" + e + ")";
        }
    }

    private void mask(@Nullable Integer wanted) {
        if (wanted != null) {
            int former = Libc.umask(wanted & MODE);
            formerMask = formerMask < 0 ? former : formerMask;
        } else if (formerMask >= 0) {
            Libc.umask(formerMask);
            formerMask = -1;
        }
    }
}
