package org.gemel.balancer.internal.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.Loop;
import org.gemel.balancer.internal.core.Asker;
import org.gemel.balancer.internal.core.Check;
import org.gemel.balancer.internal.core.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckingTest {

    private static final String KIND = "TCP_CHECK";

    private final Loop loop = new Loop("test");
    private final CheckerFactories factories = new CheckerFactories();
    private final FakeFactory factory = new FakeFactory();
    private final CountDownLatch available = new CountDownLatch(1);
    private final Checking checking = new Checking(
            factories, fake(Platform.class, () -> {}), loop, fake(Checking.Court.class, available::countDown));
    private final Check check = Samples.aCheck();
    private Asker asker;

    private static <T> T fake(Class<T> type, Runnable called) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    called.run();
                    return null;
                }));
    }

    @BeforeEach
    void asks() throws Exception {
        factories.add(KIND, factory, "com.example.checker");
        onLoop(() -> asker = checking.asker(check));
        assertThat(available.await(10, TimeUnit.SECONDS)).isTrue();
        onLoop(() -> asker.ask(1));
        assertThat(factory.next()).isEqualTo("ask");
    }

    @AfterEach
    void ends() {
        onLoop(checking::close);
        loop.end();
    }

    private void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            task.run();
            done.complete(null);
        });
        done.join();
    }

    @Test
    void aCheckThatIsRemovedIsCleanedUpBeforeItIsClosed() throws Exception {
        onLoop(asker::close);

        assertThat(factory.next()).isEqualTo("clean up");
        assertThat(factory.next()).isEqualTo("close");
    }

    @Test
    void whenAFactoryHasGoneItsChecksAreCleanedUpAndClosed() {
        factories.remove(KIND, factory);

        assertThat(factory.rest()).containsExactly("clean up", "close");
    }

    @Test
    void aRunningCheckIsToldOfAnotherWeight() throws Exception {
        onLoop(() -> asker.weight(5));

        assertThat(factory.next()).isEqualTo("weight 5");
    }

    @Test
    void anAbandonedQuestionIsCleanedUp() throws Exception {
        onLoop(() -> asker.abandon(1));

        assertThat(factory.next()).isEqualTo("clean up");
        assertThat(factory.rest()).isEmpty();
    }
}
