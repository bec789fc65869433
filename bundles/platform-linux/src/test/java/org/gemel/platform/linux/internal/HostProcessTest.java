package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ProcessSettings.Scheduling;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the kernel makes of the settings of the process. The test's own process is changed, and back again. */
@Timeout(120)
class HostProcessTest {

    /** Fields in /proc/PID/stat, counted from the one behind the name. */
    private static final int NICE = 19 - 3;

    private static final int PRIORITY = 40 - 3;
    private static final int POLICY = 41 - 3;

    private static final InetAddress LOCALHOST = InetAddress.getLoopbackAddress();

    private LinuxPlatform platform;

    @BeforeEach
    void open() throws PlatformException {
        Lab.assumePossible();
        platform = new LinuxPlatform(null);
    }

    @AfterEach
    void restore() throws PlatformException {
        if (platform != null) {
            // As the Java runtime started, for what is tested after this.
            platform.adopt(with(new Scheduling(1, 0, false, List.of(), null)));
            platform.close();
        }
    }

    private static ProcessSettings with(Scheduling scheduling) {
        return new ProcessSettings("", null, null, null, scheduling, null, null);
    }

    private String stat(int field) throws PlatformException {
        String stat = loop().call(() -> Files.readString(Path.of("/proc/thread-self/stat")));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field];
    }

    private KernelLoop loop() {
        return (KernelLoop) platform.loop();
    }

    private static String ofThisThread(String field) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/thread-self/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .findFirst()
                    .orElseThrow()
                    .substring(field.length() + 1)
                    .strip();
        }
    }

    @Test
    void theLoopHasTheRealTimePriorityThatIsAskedForAndAllElseTheNice() throws Exception {
        assertThat(platform.adopt(with(new Scheduling(50, -3, false, List.of(), null))))
                .isEmpty();

        assertThat(stat(POLICY)).isEqualTo("2");
        assertThat(stat(PRIORITY)).isEqualTo("50");
        String mine = Files.readString(Path.of("/proc/thread-self/stat"));
        assertThat(mine.substring(mine.lastIndexOf(')') + 2).split(" ")[NICE]).isEqualTo("-3");
    }

    @Test
    void whatIsNotAskedForIsAsItWasBefore() throws Exception {
        platform.adopt(with(new Scheduling(50, -3, true, List.of(0), Duration.ofMillis(50))));
        String locked = ofThisThread("VmLck");
        platform.adopt(ProcessSettings.DEFAULT);

        assertThat(stat(PRIORITY)).isEqualTo("40");
        assertThat(locked).isNotEqualTo("0 kB");
        assertThat(ofThisThread("VmLck")).isEqualTo("0 kB");
        assertThat(Files.readString(Path.of("/proc/self/limits")))
                .containsPattern("Max realtime timeout +unlimited +unlimited");
    }

    /** Else a new version of the bundle would take for given what this one made. */
    @Test
    void afterClosingTheProcessIsAsItWasBefore() throws Exception {
        List<String> before = state();
        platform.adopt(new ProcessSettings(
                "", null, "gemel_vrrp", 0137, new Scheduling(50, -3, true, List.of(0), null), null, null));
        assertThat(state()).isNotEqualTo(before);

        platform.close();
        platform = null;
        assertThat(state()).isEqualTo(before);
    }

    private static List<String> state() throws IOException {
        String machine = "";
        for (int tid : RealTime.threads()) {
            String stat = statOf(tid);
            if (stat.contains("(VM Thread)")) {
                machine = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY];
            }
        }
        return List.of(
                "policy of the virtual machine's thread " + machine,
                "nice " + RealTime.nice(),
                "name " + Files.readString(Path.of("/proc/self/comm")),
                "mask " + ofThisThread("Umask"),
                "processors " + ofThisThread("Cpus_allowed_list"),
                "locked " + ofThisThread("VmLck"));
    }

    /** Empty for a thread that has ended since. */
    private static String statOf(int tid) {
        try {
            return Files.readString(Path.of("/proc/self/task/" + tid + "/stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    @Test
    void allThreadsRunOnTheProcessorsThatAreNamed() throws Exception {
        String before = ofThisThread("Cpus_allowed_list");
        assertThat(platform.adopt(with(new Scheduling(null, 0, false, List.of(0), null))))
                .isEmpty();
        assertThat(ofThisThread("Cpus_allowed_list")).isEqualTo("0");

        platform.adopt(ProcessSettings.DEFAULT);
        assertThat(ofThisThread("Cpus_allowed_list")).isEqualTo(before);
    }

    @Test
    void aProcessorThatIsNotThereIsSaidToBeMissing() throws Exception {
        assertThat(platform.adopt(with(new Scheduling(null, 0, false, List.of(4000), null))))
                .singleElement()
                .asString()
                .contains("[4000]", "vrrp_cpu_affinity", "Name processors that there are");
    }

    @Test
    void aLoopThatComputesForTooLongIsOrdinaryUntilItComesToItsTasks() throws Exception {
        platform.adopt(with(new Scheduling(null, 0, false, List.of(), Duration.ofMillis(10))));

        String during = loop().call(() -> {
            String policy = "2";
            while (policy.equals("2")) {
                String stat = Files.readString(Path.of("/proc/thread-self/stat"));
                policy = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY];
            }
            return policy;
        });

        assertThat(during).isEqualTo("0");
        while (!stat(POLICY).equals("2")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theProcessHasTheNameThatIsAskedFor() throws Exception {
        Path comm = Path.of("/proc/self/comm");
        String before = Files.readString(comm);
        platform.adopt(new ProcessSettings("", null, "gemel_vrrp", null, Scheduling.DEFAULT, null, null));
        assertThat(Files.readString(comm)).isEqualTo("gemel_vrrp\n");

        platform.adopt(ProcessSettings.DEFAULT);
        assertThat(Files.readString(comm)).isEqualTo(before);
    }

    @Test
    void filesLackThePermissionsThatTheUmaskTakesAway() throws Exception {
        String before = ofThisThread("Umask");
        platform.adopt(new ProcessSettings("", null, null, 0137, Scheduling.DEFAULT, null, null));
        assertThat(ofThisThread("Umask")).isEqualTo("0137");

        platform.adopt(ProcessSettings.DEFAULT);
        assertThat(ofThisThread("Umask")).isEqualTo(before);
    }

    @Test
    void theNetworkIsThatOfTheNamespace() throws Exception {
        try (Lab lab = new Lab()) {
            platform.adopt(new ProcessSettings("", lab.left, null, null, Scheduling.DEFAULT, null, null));

            List<Link> links = loop().call(platform.network()::links);
            assertThat(links).extracting(Link::name).containsExactlyInAnyOrder("lo", "eth0");
        }
    }

    @Test
    void connectionsOfOthersAreMadeInTheNamespaceToo() throws Exception {
        try (Lab lab = new Lab()) {
            Lab.ip(lab.left, "link set lo up");
            platform.adopt(new ProcessSettings("", lab.left, null, null, Scheduling.DEFAULT, null, null));

            try (ServerSocket listener = platform.inside(() -> new ServerSocket(0, 1, LOCALHOST));
                    Socket made = platform.inside(() -> new Socket(LOCALHOST, listener.getLocalPort()))) {
                assertThat(made.isConnected()).isTrue();
                // And afterwards this thread is where it was.
                assertThatThrownBy(() -> new Socket(LOCALHOST, listener.getLocalPort()).close())
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void withoutTheNamespaceThereIsNoRunning() {
        assertThatThrownBy(() -> platform.adopt(
                        new ProcessSettings("", "no-such-space", null, null, Scheduling.DEFAULT, null, null)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("make it with: ip netns add no-such-space");
    }
}
