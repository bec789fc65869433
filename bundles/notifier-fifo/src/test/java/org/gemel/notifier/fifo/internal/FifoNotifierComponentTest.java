package org.gemel.notifier.fifo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.notifier.fifo.internal.Samples.configuration;
import static org.gemel.notifier.fifo.internal.Samples.fifoWithReader;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.gemel.api.platform.Platform;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

@Timeout(120)
class FifoNotifierComponentTest {

    private final Platform platform =
            new DefaultSimulator().newWorld(1).newNode("r1").start();

    /** Ends while a reader does not, for the time of the simulated world stands still; returns how long that takes. */
    private Duration end(int stateOfFramework, Duration patience) {
        FifoNotifierComponent component =
                new FifoNotifierComponent(context(stateOfFramework), platforms(), patience.toMillis());
        component.configured(configuration(fifoWithReader()));
        long begun = System.nanoTime();
        component.stop();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Test
    void anUpdateDoesNotWaitForAReaderThatGoesOn() {
        Duration patience = Duration.ofHours(1);
        assertThat(end(Bundle.ACTIVE, patience)).isLessThan(patience);
    }

    @Test
    void theEndOfTheProcessWaitsForAReader() {
        Duration patience = Duration.ofMillis(200);
        assertThat(end(Bundle.STOPPING, patience)).isGreaterThanOrEqualTo(patience);
    }

    private static BundleContext context(int stateOfFramework) {
        ClassLoader loader = FifoNotifierComponentTest.class.getClassLoader();
        Object system = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> method.getName().equals("getState") ? stateOfFramework : null);
        return (BundleContext) Proxy.newProxyInstance(
                loader,
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getBundle") ? system : null);
    }

    private ComponentServiceObjects<Platform> platforms() {
        return new ComponentServiceObjects<>() {
            @Override
            public Platform getService() {
                return platform;
            }

            @Override
            public void ungetService(Platform service) {
                assertThat(service).isSameAs(platform);
            }

            @Override
            public ServiceReference<Platform> getServiceReference() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
