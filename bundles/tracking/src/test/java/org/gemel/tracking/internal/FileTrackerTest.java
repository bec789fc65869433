package org.gemel.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gemel.api.config.TrackerDefinition.NumberFile;
import org.gemel.api.tracker.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 62. */
class FileTrackerTest {

    private static final String PATH = "/run/level";

    private final Bench bench = new Bench();

    private void watch(Integer initial, boolean overwrite) {
        bench.watch(new FileTrackers(), new NumberFile("level", Path.of(PATH), initial, overwrite));
    }

    @Test
    void aFileThatIsNotThereSaysZero() {
        watch(null, false);
        bench.run(1);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Level(0));
        assertThat(bench.tracker().detail()).isEqualTo("there is no file, which counts as 0");
    }

    @Test
    void eachNewNumberIsNews() {
        watch(null, false);
        bench.run(10);
        bench.software.write(PATH, "-5\n");
        bench.run(10);
        bench.software.write(PATH, "-5");
        bench.run(10);
        bench.software.delete(PATH);
        bench.run(10);
        assertThat(bench.news).containsExactly("0@0", "-5@10", "0@30");
    }

    @ParameterizedTest
    @CsvSource({
        "' 7 and more', 7",
        "+3, 3",
        "99999999999, 2147483647",
        "-99999999999, -2147483648",
        "'', 0",
        "seven, 0",
    })
    void theTextBeginsWithANumberOrCountsAsZero(String text, int value) {
        bench.software.write(PATH, text);
        watch(null, false);
        bench.run(1);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Level(value));
    }

    @Test
    void whatIsNoNumberIsShown() {
        bench.software.write(PATH, "se\033ven");
        watch(null, false);
        bench.run(1);
        assertThat(bench.tracker().detail()).isEqualTo("'se?ven' is no number and counts as 0");
    }

    @Test
    void initFileMakesAFileButLeavesOneThatIsThere() {
        watch(12, false);
        bench.run(1);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Level(12));

        Bench other = new Bench();
        other.software.write(PATH, "3");
        other.watch(new FileTrackers(), new NumberFile("level", Path.of(PATH), 12, false));
        other.run(1);
        assertThat(other.tracker().health()).isEqualTo(new Health.Level(3));
    }

    @Test
    void initFileOverwritesWhenTold() {
        bench.software.write(PATH, "3");
        watch(12, true);
        bench.run(1);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Level(12));
    }

    @Test
    void closingEndsTheNews() {
        watch(null, false);
        bench.run(1);
        bench.close();
        bench.software.write(PATH, "9");
        bench.run(10);
        assertThat(bench.news).containsExactly("0@0");
    }
}
