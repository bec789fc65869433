package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedTest {

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    @Test
    void aThousandInstancesTakeLessThanASecond(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("many.conf");
        Files.writeString(
                file, IntStream.range(0, 1000).mapToObj(SpeedTest::instance).collect(Collectors.joining("\n")));
        Duration took = read(file);
        System.out.printf("1,000 instances were read and bound in %d ms of processor time%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    /** Processor time, because other builds may share the machine. */
    private static Duration read(Path file) {
        long start = THREAD.getCurrentThreadCpuTime();
        Result result = new FormatReader(() -> List.of(new KeepalivedFormat()), Schema::load, name -> true)
                .read(file, new ReadOptions("node", "", Map.of()));
        Duration took = Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - start);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.configuration().instances()).hasSize(1000);
        return took;
    }

    private static String instance(int i) {
        return """
                vrrp_instance V%1$d {
                    state BACKUP
                    interface eth%2$d
                    virtual_router_id %3$d
                    priority 120
                    advert_int 1
                    authentication {
                        auth_type PASS
                        auth_pass secret
                    }
                    virtual_ipaddress {
                        10.%2$d.%3$d.1/24 dev eth%2$d label eth%2$d:%3$d
                        10.%2$d.%3$d.2/24
                    }
                }
                """.formatted(i, i / 250, i % 250 + 1);
    }
}
