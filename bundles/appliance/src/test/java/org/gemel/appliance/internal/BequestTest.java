package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BequestTest {

    private static final int MOST = 10_000;

    @TempDir
    private Path directory;

    @Test
    void allThatIsLeftIsFound() {
        Bequest.Left left = left("memory", running(tree(1), new Bequest.Unconfirmed(tree(2), Duration.ofSeconds(7))));
        bequest().leave(left);
        assertThat(bequest().look()).contains(left);
    }

    @Test
    void aConfigurationThatIsTooLargeIsReadAgainAndTheEngineGoesOn() {
        bequest().leave(left("memory", running(tree(1000), null)));
        assertThat(bequest().look()).contains(left("memory", null));
    }

    @Test
    void whatRanBeforeIsGivenUpFirst() {
        bequest().leave(left("memory", running(tree(300), new Bequest.Unconfirmed(tree(300), Duration.ofSeconds(7)))));
        assertThat(bequest().look()).contains(left("memory", running(tree(300), null)));
    }

    @Test
    void anEnginesMemoryThatIsTooLargeIsNotLeft() {
        bequest().leave(left("m".repeat(MOST), null));
        assertThat(bequest().look()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatNobodyLeftSoLargeIsNotRead() throws Exception {
        Files.writeString(directory.resolve("suspended"), "x".repeat(4 * MOST));
        assertThat(bequest().look()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private Bequest bequest() {
        return new Bequest(directory.toString(), MOST);
    }

    private static Bequest.Left left(String memory, Bequest.Running running) {
        return new Bequest.Left(Instant.EPOCH, memory, "balance", running, "notices");
    }

    private static Bequest.Running running(List<Directive> tree, Bequest.Unconfirmed unconfirmed) {
        return new Bequest.Running(
                Path.of("gemel.conf"),
                "second",
                "blue",
                tree,
                List.of(Path.of("more.conf"), Path.of("even more.conf")),
                List.of(Path.of("network")),
                true,
                unconfirmed);
    }

    private static List<Directive> tree(int words) {
        return IntStream.range(0, words)
                .mapToObj(at -> new Word("word" + at, new Position("gemel.conf", at + 1, 1), false))
                .map(word -> new Directive(word, List.of(), null))
                .toList();
    }
}
