package org.gemel.config.uci.internal;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a text is, reading ends soon. */
class HostileTextsTest {

    @TempDir
    private Path folder;

    private Reading read(String text) {
        return assertTimeoutPreemptively(ofSeconds(20), () -> Reading.plain(folder, text));
    }

    @Test
    void eightyMegabytesAreRefused() throws IOException {
        Path file = folder.resolve("big");
        try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
            big.setLength(80L << 20);
        }
        var parsed = new UciFormat().read(file, new ReadOptions("node", "", Map.of()));
        assertThat(parsed.diagnostics()).extracting("code").containsExactly("file-too-long");
    }

    @Test
    void tenThousandSectionsAreRead() {
        String text = IntStream.range(0, 5000)
                .mapToObj(i -> "config ipaddress\n\toption name 'v" + i + "'\n\toption address '10.0.0.1'\n"
                        + "config vrrp_instance\n\toption name 'i" + i + "'\n\tlist virtual_ipaddress 'v" + i + "'\n")
                .collect(Collectors.joining());
        assertThat(read(text).parsed().tree()).hasSize(5000);
    }

    @Test
    void namesThatMultiplyAreBounded() {
        String addresses = "config ipaddress\n\toption name 'v'\n\toption address '10.0.0.1'\n".repeat(2000);
        String text =
                addresses + "config vrrp_instance\n\toption name 'i'\n" + "\tlist virtual_ipaddress 'v'\n".repeat(5000);
        assertThat(read(text).codes()).contains("file-too-long");
    }

    @Test
    void aLongWordIsRefused() {
        assertThat(read("config t\n\toption a '" + "x".repeat(100_000) + "'\n").codes())
                .contains("word-too-long");
    }

    @Test
    void manyWarningsAreNoError() {
        assertThat(read("config nonsense\n".repeat(5000)).parsed().diagnostics())
                .hasSize(1001)
                .noneMatch(each -> each.severity() == Severity.ERROR);
        assertThat(read("config nonsense\n".repeat(5000) + "config vrrp_instance\n")
                        .parsed()
                        .diagnostics())
                .hasSize(1002)
                .filteredOn(each -> each.severity() == Severity.ERROR)
                .extracting("code")
                .containsExactly("no-name");
    }

    @Test
    void nulEndsTheTextOfItsLine() {
        Reading reading = read("config vrrp_script\n\toption name s\n\toption fall 2\0 3\n\toption rise 4\n");
        assertThat(reading.tree()).isEqualTo("vrrp_script s {fall 2; rise 4}");
        assertThat(reading.codes()).containsExactly("nul-byte");
    }

    @Test
    void manyMistakesAreNotAllListed() {
        assertThat(read("nonsense\n".repeat(5000)).codes()).hasSize(1001);
    }

    @Test
    void aSectionMayBeNamedTwice() {
        Reading reading = read("""
                config virtual_server
                	option ipaddr '192.0.2.1'
                	option port '80'
                	list real_server 'r'
                	list real_server 'r'
                config real_server
                	option name 'r'
                	option ipaddr '192.0.2.2'
                	option port '80'
                	option weight '1'
                """);
        assertThat(reading.tree())
                .isEqualTo("virtual_server 192.0.2.1 80 {real_server 192.0.2.2 80 {weight 1};"
                        + " real_server 192.0.2.2 80 {weight 1}}");
    }
}
