package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.balancer.Balancer;
import org.gemel.api.balancer.BalancerFactory;
import org.gemel.api.config.Balancing;
import org.gemel.api.platform.Platform;
import org.junit.jupiter.api.Test;

class BalancerKeeperWithoutServersTest {

    private final List<String> calls = new ArrayList<>();
    private final BalancerKeeper keeper = new BalancerKeeper(event -> {}, Fakes.CLOCK);
    private final Platform platform = fake(Platform.class);
    private final BalancerFactory factory = (on, events, memory) -> fake(Balancer.class);

    private <T> T fake(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    calls.add(method.getName());
                    return CompletableFuture.completedFuture(null);
                }));
    }

    @Test
    void aBalancerIsToldAlsoThatNothingIsWantedSoThatItRemovesWhatWasLeft() {
        keeper.add(platform);
        keeper.add(factory);
        keeper.run(Balancing.NONE);

        assertThat(calls).containsExactly("apply");
    }

    @Test
    void nothingIsRunBeforeAnythingIsWanted() {
        keeper.add(platform);
        keeper.add(factory);

        assertThat(calls).isEmpty();
    }
}
