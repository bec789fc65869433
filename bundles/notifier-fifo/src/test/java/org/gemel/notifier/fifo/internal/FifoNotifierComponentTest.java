package org.gemel.notifier.fifo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.notifier.fifo.internal.Samples.configuration;
import static org.gemel.notifier.fifo.internal.Samples.fifoWithReader;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.gemel.api.platform.Platform;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

class FifoNotifierComponentTest {

    private final Platform platform =
            new DefaultSimulator().newWorld(1).newNode("r1").start();

    /** How long it takes to end while a reader does not, for the time of the simulated world stands still. */
    private Duration ending(int stateOfFramework) {
        FifoNotifierComponent component = new FifoNotifierComponent(context(stateOfFramework), platforms());
        component.configured(configuration(fifoWithReader()));
        long begun = System.nanoTime();
        component.stop();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Test
    void anUpdateDoesNotWaitForAReaderThatGoesOn() {
        assertThat(ending(Bundle.ACTIVE)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void theEndOfTheProcessWaitsForAReader() {
        assertThat(ending(Bundle.STOPPING)).isGreaterThan(Duration.ofSeconds(1));
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
