package org.gemel.checker.tracker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Position;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;
import org.gemel.api.tracker.TrackerFactory;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackedCheckTest {

    private static final Position AT = new Position("gemel.conf", 7, 3);
    private static final TrackerDefinition FILE =
            new TrackerDefinition.NumberFile("load", Path.of("/load"), null, false);

    private final World world = new DefaultSimulator().newWorld(1);
    private final Platform platform = world.newNode("r1").start();
    private final List<String> answers = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private Health health = new Health.Unknown();
    private Consumer<Health> news;
    private boolean closed;
    private boolean over;

    private Checker check(String... settings) throws Exception {
        return new FileCheckerFactory(this.new Trackers())
                .create(definition(FILE, settings), platform, verdict -> heard.add(text(verdict)));
    }

    private static CheckerDefinition definition(TrackerDefinition tracker, String... settings) throws Exception {
        InetSocketAddress to = new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 80);
        return new CheckerDefinition(
                "FILE_CHECK",
                new CheckerDefinition.Timing(Duration.ofSeconds(1), 0, Duration.ofSeconds(1), Duration.ZERO),
                false,
                false,
                new CheckerDefinition.Connection(to, null, 0, null, 0, Duration.ofSeconds(5)),
                Stream.of(settings)
                        .map(each -> List.of(each.split(" ")))
                        .map(words -> new Setting(words.get(0), words.subList(1, words.size()), List.of(), null, AT))
                        .toList(),
                tracker,
                null,
                null,
                1,
                AT);
    }

    private void ask(Checker check) {
        check.ask(new Probe() {
            @Override
            public Duration limit() {
                return Duration.ofSeconds(5);
            }

            @Override
            public void answer(Verdict verdict) {
                answers.add(text(verdict));
            }

            @Override
            public boolean over() {
                return over;
            }

            @Override
            public void onAbandoned(Runnable cleanup) {}
        });
        world.run(Duration.ZERO);
    }

    private static String text(Verdict verdict) {
        return (verdict.passed() ? "passed " : "failed ") + verdict.weight() + ": "
                + verdict.evidence().asked() + ", " + verdict.evidence().answered();
    }

    @ParameterizedTest
    @CsvSource({
        "track_file load, 0, 'passed 0: file load, the file says 0'",
        "track_file load, 3, 'failed 0: file load, the file says 3'",
        "weight 0 reverse, 0, 'failed 0: file load, the file says 0'",
        "weight 0 reverse, 3, 'passed 0: file load, the file says 3'",
        "weight 2, 5, 'passed 10: file load, the file says 5'",
        "weight -2, 5, 'passed -10: file load, the file says 5'",
        "weight 2 reverse, 5, 'passed -10: file load, the file says 5'",
        "weight 2147483647, 2147483647, 'passed 2147483647: file load, the file says 2147483647'",
    })
    void theNumberInAFileIsAWeightOrAVerdict(String setting, int number, String answer) throws Exception {
        health = new Health.Level(number);
        ask(check(setting));
        assertThat(answers).containsExactly(answer);
    }

    @Test
    void whatCannotBeReadHasFailed() throws Exception {
        health = Health.Failed.unasked("/load: permission denied");
        ask(check());
        assertThat(answers).containsExactly("failed 0: file load, /load: permission denied");
    }

    @Test
    void whoIsAskedWaitsUntilSomethingIsKnown() throws Exception {
        ask(check());
        assertThat(answers).isEmpty();
        news.accept(new Health.Well());
        assertThat(answers).containsExactly("passed 0: file load, all is well");
    }

    @Test
    void whatComesAfterTheLimitIsHeardAllTheSame() throws Exception {
        ask(check());
        over = true;
        news.accept(new Health.Well());
        assertThat(answers).isEmpty();
        assertThat(heard).containsExactly("passed 0: file load, all is well");
    }

    @Test
    void changesAreToldWithoutBeingAskedFor() throws Exception {
        health = new Health.Level(0);
        Checker check = check();
        assertThat(check.polled()).isFalse();
        ask(check);
        news.accept(new Health.Level(1));
        news.accept(new Health.Level(0));
        assertThat(heard)
                .containsExactly("failed 0: file load, the file says 1", "passed 0: file load, the file says 0");
    }

    @Test
    void aClosedCheckSaysNothingMoreAndLetsGo() throws Exception {
        health = new Health.Level(0);
        Checker check = check();
        ask(check);
        check.close();
        world.run(Duration.ZERO);
        news.accept(new Health.Level(1));
        assertThat(heard).isEmpty();
        assertThat(closed).isTrue();
    }

    @Test
    void aCheckOfNothingIsRefused() {
        assertThatThrownBy(
                        () -> new FileCheckerFactory(new Trackers()).create(definition(null), platform, verdict -> {}))
                .isInstanceOf(BadSettingException.class)
                .hasMessageContaining("does not say what it looks at");
    }

    /** Watches nothing and says what it is told to say. */
    private final class Trackers implements TrackerFactory {

        @Override
        public Tracker watch(TrackerDefinition definition, Platform where, Consumer<Health> toTell) {
            news = toTell;
            return new Tracker() {
                @Override
                public Health health() {
                    return health;
                }

                @Override
                public String detail() {
                    return "";
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }
}
