package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.OPTIONS;

import java.nio.file.Path;
import org.gemel.api.config.ParsedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand virtual routers are within every limit. */
class LargeTextsTest {

    private static final String INSTANCE = """
            vrrp_instance VI_${N} {
                state BACKUP
                interface eth0.${N}
                virtual_router_id 51
                priority 100
                advert_int 1
                authentication {
                    auth_type PASS
                    auth_pass secret
                }
                virtual_ipaddress {
                    10.0.0.1/24 dev eth0 label "eth0:1" # an address
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void writtenOut() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append(INSTANCE.replace("${N}", Integer.toString(i)));
        }

        isRead(text.toString());
    }

    @Test
    void fromASequence() {
        isRead("$VI= \\\n" + INSTANCE.strip().replace(" # an address", "").replace("\n", " \\\n")
                + "\n~SEQ(N, 1, 10000) $VI\n");
    }

    private void isRead(String text) {
        Path file = Texts.file(directory, "large.conf", text);
        ParsedConfig parsed = new KeepalivedFormat().read(file, OPTIONS);
        assertThat(parsed.diagnostics()).isEmpty();
        assertThat(parsed.tree()).hasSize(10_000);
    }
}
