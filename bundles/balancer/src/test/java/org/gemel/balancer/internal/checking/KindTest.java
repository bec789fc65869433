package org.gemel.balancer.internal.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gemel.balancer.internal.Loop;
import org.gemel.balancer.internal.core.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KindTest {

    private final Loop loop = new Loop("test");
    private final List<String> told = new ArrayList<>();
    private final Checking.Court court = (Checking.Court) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Checking.Court.class}, (proxy, method, given) -> {
                told.add(method.getName() + (method.getName().equals("report") ? " " + given[1] + " " + given[2] : ""));
                return null;
            });
    private final Kind kind = new Kind("TEST", court, loop);

    @AfterEach
    void ends() {
        kind.close();
        loop.end();
    }

    private void checksOf(String bundle, int count) {
        kind.factory(new CheckerFactories.Offer(new FakeFactory(), bundle));
        for (int i = 0; i < count; i++) {
            kind.begin(kind.run(Samples.aCheck(), null));
        }
        told.clear();
    }

    @Test
    void aKindOfGemelIsNotSuspectedHoweverManyChecksItHas() {
        checksOf("org.gemel.checker-http", 7_000);
        assertThat(kind.mayLeak()).isFalse();

        kind.giveUp();
        assertThat(told).isEmpty();
    }

    @Test
    void anInnocentKindGoesOn() throws Exception {
        checksOf("com.example.checker", 2);
        assertThat(kind.mayLeak()).isTrue();
        kind.giveUp().get(10, TimeUnit.SECONDS);
        kind.takeBack();

        assertThat(told).containsExactly("unavailable", "unavailable", "available", "available");
        assertThat(kind.mayLeak()).isTrue();
    }

    @Test
    void aKindThatLeaksStaysOutUntilItsBundleIsReplaced() throws Exception {
        checksOf("com.example.checker", 1);
        kind.giveUp().get(10, TimeUnit.SECONDS);
        kind.keepOut(24 << 20);
        assertThat(told)
                .last()
                .asString()
                .startsWith("report checker-leaks TEST")
                .contains("24 MB", "com.example.checker");
        assertThat(kind.mayLeak()).isFalse();

        told.clear();
        kind.factory(new CheckerFactories.Offer(new FakeFactory(), "com.example.checker"));
        assertThat(told).containsExactly("available");
    }

    @Test
    void whatIsReplacedWhileItIsClosedIsNotBlamed() throws Exception {
        checksOf("com.example.checker", 1);
        kind.giveUp().get(10, TimeUnit.SECONDS);
        kind.factory(new CheckerFactories.Offer(new FakeFactory(), "com.example.checker"));
        told.clear();
        kind.keepOut(24 << 20);

        assertThat(told).isEmpty();
        assertThat(kind.mayLeak()).isTrue();
    }
}
