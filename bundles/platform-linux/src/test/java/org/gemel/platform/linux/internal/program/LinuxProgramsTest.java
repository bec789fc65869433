package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.Ending.Exited;
import org.gemel.api.platform.Ending.NotStarted;
import org.gemel.api.platform.Program;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens round the launch of a program, with launches that hang, fail and come too late. */
@Timeout(120)
class LinuxProgramsTest {

    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Warnings warnings = new Warnings();
    private final CountDownLatch disk = new CountDownLatch(1);
    private KernelLoop loop;
    private KernelLoop side;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        loop = new KernelLoop("test-loop", failures::add);
        side = new KernelLoop("test-side", failures::add);
    }

    @AfterEach
    void stop() {
        disk.countDown();
        if (side != null) {
            side.close();
            loop.close();
        }
        assertThat(failures).isEmpty();
    }

    private static Program program(String... command) {
        return new Program(List.of(command), null, null, ScriptPolicy.DEFAULT, Map.of(), 4096);
    }

    private Launcher launcher() {
        return new Launcher(new Footing(), warnings, Setpriv::find);
    }

    /** Programs with "hung" in their names are on the disk that hangs. */
    private Child slowly(Program program) throws Refusal {
        if (program.command().get(0).contains("hung")) {
            hang();
        }
        return launcher().start(program);
    }

    private void hang() {
        try {
            disk.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Ending ending() throws InterruptedException {
        return endings.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void launchesThatHangHoldUpNoOthers() throws Exception {
        LinuxPrograms programs = new LinuxPrograms(loop, side, this::slowly, warnings);
        loop.execute(() -> {
            for (int i = 0; i < 10; i++) {
                programs.start(program("/hung" + i), endings::add);
            }
            programs.start(program("/bin/true"), endings::add);
        });
        assertThat(ending()).isEqualTo(new Exited(0, ""));
    }

    @Test
    void oneProgramThatHangsTakesNoMoreThanItsOwnLaunches() throws Exception {
        Set<Thread> launching = ConcurrentHashMap.newKeySet();
        LinuxPrograms programs = new LinuxPrograms(
                loop,
                side,
                program -> {
                    launching.add(Thread.currentThread());
                    return slowly(program);
                },
                warnings);
        loop.execute(() -> {
            for (int i = 0; i < 100; i++) {
                programs.start(program("/hung"), endings::add);
            }
            programs.start(program("/bin/true"), endings::add);
        });
        assertThat(ending()).isEqualTo(new Exited(0, ""));
        assertThat(launching).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void whateverGoesWrongIsTold() throws Exception {
        LinuxPrograms programs = new LinuxPrograms(
                loop,
                side,
                program -> {
                    throw new AssertionError("broken");
                },
                warnings);
        loop.execute(() -> programs.start(program("/bin/true"), endings::add));
        assertThat(ending()).isEqualTo(new NotStarted("it could not be started: java.lang.AssertionError: broken"));
    }

    @Test
    void whatIsStartedTooLateForItsPlatformIsEnded() throws Exception {
        AtomicReference<Child> late = new AtomicReference<>();
        CountDownLatch asked = new CountDownLatch(1);
        LinuxPrograms programs = new LinuxPrograms(
                loop,
                side,
                program -> {
                    asked.countDown();
                    hang();
                    Child child = launcher().start(program);
                    late.set(child);
                    return child;
                },
                warnings);
        loop.execute(() -> programs.start(program("/bin/sleep", "1000"), endings::add));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        side.call(() -> {
            programs.close();
            return true;
        });
        side.close();
        disk.countDown();

        await(() -> late.get() != null);
        await(() -> Files.notExists(Path.of("/proc/" + late.get().pid())));
        // Its own thread gives the handle back, a moment after the process is gone.
        await(() -> late.get().handle().fd() == -1);
    }

    @Test
    void whatIsStartedOnAPlatformThatHasEndedIsRefused() throws Exception {
        LinuxPrograms programs = new LinuxPrograms(loop, side, this::slowly, warnings);
        side.call(() -> {
            programs.close();
            return true;
        });
        loop.execute(() -> programs.start(program("/bin/true"), endings::add));
        assertThat(ending()).isEqualTo(new NotStarted("the platform ends"));
    }

    @Test
    void nothingIsLeftRunningHoweverTheEndFallsAmongTheLaunches() throws Exception {
        for (int round = 0; round < 40; round++) {
            List<Integer> pids = java.util.Collections.synchronizedList(new ArrayList<>());
            LinuxPrograms programs = new LinuxPrograms(
                    loop,
                    side,
                    program -> {
                        Child child = launcher().start(program);
                        pids.add(child.pid());
                        return child;
                    },
                    warnings);
            loop.call(() -> {
                for (int i = 0; i < 8; i++) {
                    programs.start(program("/bin/sleep", "1000"), endings::add);
                }
                return true;
            });
            int some = round % 8;
            await(() -> pids.size() >= some);
            side.call(() -> {
                programs.close();
                return true;
            });
            await(() -> pids.stream().allMatch(pid -> Files.notExists(Path.of("/proc/" + pid))));
            // Whoever wanted them is told of each, once.
            loop.call(() -> true);
            assertThat(endings).hasSize(8);
            endings.clear();
        }
    }

    @Test
    void aReloadDuringTheLaunchFavoursNoProgram() throws Exception {
        assumeTrue(
                Files.readString(Path.of("/proc/self/status")).matches("(?s).*Uid:\\s+0\\s.*"),
                "needs root, for a nice below zero");
        LinuxPrograms programs = new LinuxPrograms(
                loop,
                side,
                program -> {
                    new Footing().take(false);
                    Libc.setpriority(Abi.PRIO_PROCESS, 0, -15);
                    Path path = Path.of(program.command().get(0));
                    return new Spawner(path, path, program, Identity.of(null, null, false), null).spawn();
                },
                warnings);
        loop.execute(() -> programs.start(program("/bin/sh", "-c", "cut -d' ' -f19,41 /proc/$$/stat"), endings::add));
        assertThat(ending()).isEqualTo(new Exited(0, "0 0\n"));
    }

    @Test
    void withoutSetprivAProgramStillBecomesItsUser() throws Exception {
        assumeTrue(Files.readString(Path.of("/proc/self/status")).matches("(?s).*Uid:\\s+0\\s.*"), "needs root");
        LinuxPrograms programs =
                new LinuxPrograms(loop, side, new Launcher(new Footing(), warnings, () -> null), warnings);
        Program program = new Program(
                List.of("/bin/sh", "-c", "id -u; id -G; grep CapEff /proc/self/status"),
                "nobody",
                null,
                ScriptPolicy.DEFAULT,
                Map.of(),
                4096);
        loop.execute(() -> programs.start(program, endings::add));
        assertThat(ending()).isEqualTo(new Exited(0, "65534\n65534\nCapEff: 0000000000000000\n"));
    }

    private static void await(BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("a minute passed").isNegative();
            Thread.onSpinWait();
        }
    }
}
