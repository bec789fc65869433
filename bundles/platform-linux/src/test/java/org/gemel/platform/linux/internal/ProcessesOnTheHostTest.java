package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that really come and go; in a network namespace, where the kernel tells nothing of them. */
@Timeout(120)
class ProcessesOnTheHostTest {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @TempDir
    private Path directory;

    private Lab lab;
    private LinuxPlatform platform;
    private String name;

    @BeforeEach
    void start() throws Exception {
        Lab.assumePossible();
        lab = new Lab();
        platform = new LinuxPlatform(Lab.file(lab.left));
        name = "gm" + ProcessHandle.current().pid();
        Files.copy(Path.of("/bin/sleep"), directory.resolve(name));
    }

    @AfterEach
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
            lab.close();
        }
    }

    private void count(Object first) throws InterruptedException {
        platform.loop()
                .execute(() -> heard.add(
                        platform.processes().count(image -> image.name().equals(name), new Notes())));
        assertThat(next()).isInstanceOf(Subscription.class);
        Object told = next();
        // A kernel without the connector, or a container, says so; nothing else can be tried there.
        assumeTrue(told instanceof Integer, String.valueOf(told));
        assertThat(told).isEqualTo(first);
    }

    private Object next() throws InterruptedException {
        return heard.poll(60, TimeUnit.SECONDS);
    }

    private Process sleeper() throws IOException {
        return new ProcessBuilder(directory.resolve(name).toString(), "1000").start();
    }

    @Test
    void thoseThatRunAreCountedAndThenThoseThatComeAndGo() throws Exception {
        Process first = sleeper();
        try {
            awaitName(first);
            count(1);
            Process second = sleeper();
            assertThat(next()).isEqualTo(2);
            second.destroyForcibly();
            assertThat(next()).isEqualTo(1);
        } finally {
            first.destroyForcibly();
        }
        assertThat(next()).isEqualTo(0);
    }

    @Test
    void aForkIsCountedToo() throws Exception {
        count(0);
        // The child waits without starting a program: until such a one is executed, its process would count too.
        Process shell = new ProcessBuilder(
                        "/bin/sh", "-c", "printf " + name + " >/proc/$$/comm; exec 3<&0; (read line <&3) & wait")
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try {
            Object told = next();
            assertThat(told.equals(1) ? next() : told).isEqualTo(2);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        Object told = next();
        assertThat(told.equals(1) ? next() : told).isEqualTo(0);
    }

    private void awaitName(Process process) throws IOException {
        Path comm = Path.of("/proc/" + process.pid() + "/comm");
        while (!Files.readString(comm).strip().equals(name)) {
            Thread.onSpinWait();
        }
    }

    private final class Notes implements Processes.Listener {
        @Override
        public void counted(int number) {
            heard.add(number);
        }

        @Override
        public void unable(String reason) {
            heard.add(reason);
        }
    }
}
