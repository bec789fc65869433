package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.platform.Platform;
import org.gemel.config.internal.Trees;
import org.gemel.config.internal.schema.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CheckJudgesTest {

    private static final String SERVERS = String.join(
            "\n",
            "virtual_server 192.0.2.1 80 {",
            "lb_algo rr",
            "lb_kind NAT",
            "protocol TCP",
            "real_server 192.0.2.2 80 {",
            "DNS_CHECK {",
            "name a..b",
            "}",
            "}",
            "}");

    private static List<Diagnostic> judged(@Nullable CheckerFactory checker) {
        return judgedBy(new CheckJudges((kind, user) -> {
            if (checker != null && kind.equals("DNS_CHECK")) {
                user.accept(checker);
            }
        }));
    }

    private static List<Diagnostic> judgedBy(CheckJudges judges) {
        FormatReader reader = new FormatReader(Map::of, Schema::load, name -> true, name -> true, judges);
        return reader.bind(Trees.parse(SERVERS), new ReadOptions("node", "", Map.of()))
                .diagnostics();
    }

    /** A checker that judges as it is told to, and makes nothing. */
    private interface Judge extends CheckerFactory {

        @Override
        default Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) {
            throw new AssertionError("nothing is made where something is judged");
        }

        @Override
        void judge(CheckerDefinition definition) throws BadSettingException;
    }

    @Test
    void whatACheckerFindsWrongIsAnErrorAtItsPlace() {
        Judge judge = definition -> {
            throw new BadSettingException(
                    definition.setting("name").orElseThrow().at(), "name is no domain name");
        };
        assertThat(judged(judge)).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.ERROR);
            assertThat(found.code()).isEqualTo("bad-check-setting");
            assertThat(found.message()).isEqualTo("name is no domain name");
            assertThat(found.at().line()).isEqualTo(7);
        });
    }

    @Test
    void aCheckerThatFindsNothingWrongIsNotHeard() {
        assertThat(judged((Judge) definition -> {})).isEmpty();
    }

    @Test
    void aCheckerThatIsMissingJudgesNothing() {
        assertThat(judged(null)).isEmpty();
    }

    @Test
    void aCheckerThatIsBrokenIsToldOfAndKeepsNobodyFromReading() {
        Judge judge = definition -> {
            throw new IllegalStateException("broken");
        };
        assertThat(judged(judge)).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message())
                    .endsWith("fails when it is to judge this: java.lang.IllegalStateException: broken");
        });
    }

    @Test
    @Timeout(60)
    void aCheckerThatNeverReturnsKeepsNobodyFromReading() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        CheckJudges judges = new CheckJudges((kind, user) -> user.accept((Judge) definition -> {
            asked.incrementAndGet();
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException ignored) {
                    // As stubborn as a stranger may be.
                }
            }
        }));
        try {
            for (int i = 0; i <= CheckJudges.MOST_LATE; i++) {
                assertThat(judgedBy(judges)).singleElement().satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.WARNING);
                    assertThat(found.message())
                            .startsWith("this could not be judged in time: the checker for DNS_CHECK");
                });
            }
            assertThat(asked).as("calls that do not return").hasValue(CheckJudges.MOST_LATE);
        } finally {
            never.countDown();
        }
    }

    @Test
    @Timeout(60)
    void aCheckerThatIsNotThereInTimeKeepsNobodyFromReading() {
        CountDownLatch never = new CountDownLatch(1);
        CheckJudges judges = new CheckJudges((kind, user) -> {
            try {
                never.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(judgedBy(judges))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).startsWith("this could not be judged in time"));
    }
}
