package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyInstancesTest {

    @Test
    void aThousandInstancesAreRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("many.conf");
        Files.writeString(
                file,
                IntStream.range(0, 1000).mapToObj(ManyInstancesTest::instance).collect(Collectors.joining("\n")));
        Result result = new FormatReader(
                        () -> Map.of("keepalived", new KeepalivedFormat()), Schema::load, name -> true, name -> true)
                .read(file, new ReadOptions("node", "", Map.of()));
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.configuration().instances()).hasSize(1000);
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
