package org.gemel.balancer.internal.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.Loop;
import org.gemel.balancer.internal.core.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a stranger's checker may do wrong is a failed check, and the next question is asked all the same. */
class MisconductTest {

    private static final Verdict PASSED = Verdict.passed("it", "all is well", Duration.ZERO);

    private final Loop loop = new Loop("test");
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Checking.Court court = (Checking.Court) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Checking.Court.class}, (proxy, method, given) -> {
                if (method.getName().equals("answered")) {
                    told.add(((Verdict) given[2]).evidence().answered());
                } else if (method.getName().equals("report")) {
                    told.add("report " + given[1]);
                }
                return null;
            });
    private final Kind kind = new Kind("TEST", court, loop);
    private Stranger stranger;
    private CheckRun run;

    @AfterEach
    void ends() {
        onLoop(kind::close);
        loop.end();
    }

    private void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            task.run();
            done.complete(null);
        });
        done.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Makes checkers that do something when they are asked. */
    private static final class Stranger implements CheckerFactory {

        private final Consumer<Probe> deed;
        private Function<CheckerDefinition, Duration> limit = definition -> Duration.ofSeconds(5);

        Stranger(Consumer<Probe> deed) {
            this.deed = deed;
        }

        @Override
        public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) {
            return deed == null
                    ? null
                    : new Checker() {
                        @Override
                        public void ask(Probe probe) {
                            deed.accept(probe);
                        }

                        @Override
                        public void close() {}
                    };
        }

        @Override
        public Duration limit(CheckerDefinition definition) {
            return limit.apply(definition);
        }
    }

    private void asks(Stranger factory) {
        stranger = factory;
        onLoop(() -> {
            kind.factory(new CheckerFactories.Offer(factory, "com.example.stranger"));
            run = kind.run(Samples.aCheck(), null);
            kind.begin(run);
        });
        ask(1);
    }

    private void ask(long number) {
        onLoop(() -> run.ask(number));
    }

    private String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aCheckedExceptionThatNobodyDeclared() throws Exception {
        asks(new Stranger(probe -> MisconductTest.<RuntimeException>sneak(new IOException("undeclared"))));
        assertThat(next()).isEqualTo("the checker failed: java.io.IOException: undeclared");
        ask(2);
        assertThat(next()).isEqualTo("the checker failed: java.io.IOException: undeclared");
    }

    @Test
    void anExceptionThatCannotTellWhatItIs() throws Exception {
        asks(new Stranger(probe -> {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String toString() {
                    throw this;
                }
            };
        }));
        assertThat(next()).startsWith("the checker failed: " + MisconductTest.class.getName());
        ask(2);
        assertThat(next()).startsWith("the checker failed: ");
    }

    @Test
    void anErrorOfTheMachine() throws Exception {
        asks(new Stranger(probe -> {
            throw new StackOverflowError();
        }));
        assertThat(next()).isEqualTo("the checker failed: java.lang.StackOverflowError");
        ask(2);
        assertThat(next()).isEqualTo("the checker failed: java.lang.StackOverflowError");
    }

    @Test
    void noCheckerAtAll() throws Exception {
        asks(new Stranger(null));
        assertThat(next()).startsWith("the checker failed: java.lang.NullPointerException");
    }

    @Test
    void noVerdict() throws Exception {
        asks(new Stranger(probe -> probe.answer(null)));
        assertThat(next()).isEqualTo("the checker has answered without a verdict or without evidence");
    }

    @Test
    void aLimitThatIsNone() throws Exception {
        Stranger without = new Stranger(probe -> probe.answer(PASSED));
        without.limit = definition -> null;
        asks(without);
        assertThat(next()).contains("its limit is null; wanted is one of up to a hundred years");
        stranger.limit = definition -> Duration.ofSeconds(Long.MAX_VALUE);
        ask(2);
        assertThat(next()).contains("wanted is one of up to a hundred years");
        stranger.limit = definition -> Duration.ofSeconds(1);
        ask(3);
        assertThat(next()).isEqualTo("all is well");
    }

    /** From any thread, and far more often than anybody could work off. */
    @Test
    void answersWithoutEndAreReportedOnce() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        asks(new Stranger(probe -> new Thread(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        probe.answer(PASSED);
                    }
                    over.complete(null);
                })
                .start()));
        over.get(20, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("all is well");
        assertThat(next()).isEqualTo("report checker-answers-twice");
        onLoop(() -> {});
        assertThat(told).isEmpty();
    }

    @Test
    void anAnswerAfterItWasClosed() throws Exception {
        BlockingQueue<Probe> asked = new LinkedBlockingQueue<>();
        asks(new Stranger(asked::add));
        Probe probe = asked.poll(20, TimeUnit.SECONDS);
        onLoop(run::close);
        probe.answer(PASSED);
        onLoop(() -> {});
        assertThat(told).isEmpty();
    }

    @Test
    void anInterruptThatIsLeftBehind() throws Exception {
        asks(new Stranger(probe -> {
            Thread.currentThread().interrupt();
            probe.answer(PASSED);
        }));
        assertThat(next()).isEqualTo("all is well");
        ask(2);
        assertThat(next()).isEqualTo("all is well");
    }
}
