package org.gemel.itests.container;

import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.MatcherAssert.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import javax.inject.Inject;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The bundle that watches is stopped and updated; a verdict stays until there is a new one. */
@RunWith(PaxExam.class)
public class TrackingUpdateIT {

    private static final String WELL = Health.Well.class.getSimpleName();
    private static final String FAILED = Health.Failed.class.getSimpleName();

    @Inject
    private Platform platform;

    @Inject
    private BundleContext context;

    @Inject
    @Filter("(gemel.command=run)")
    private ToIntFunction<String[]> run;

    private ServiceTracker<Appliance, Appliance> appliances;
    private CompletableFuture<Integer> exitCode;
    private Appliance appliance;
    private Path bad;

    /** The interface need not be there for the script to be watched. */
    @Configuration
    public Option[] configuration() throws Exception {
        return new Option[] {ContainerOptions.gemel("""
                    vrrp_script check {
                        script "/bin/sh -c 'test ! -e %s/bad'"
                        interval 0.1
                    }
                    vrrp_instance lan {
                        interface gemel-none
                        virtual_router_id 51
                        virtual_ipaddress {
                            192.0.2.1/24
                        }
                        track_script {
                            check
                        }
                    }
                    """)};
    }

    @Before
    public void start() throws Exception {
        Assume.assumeThat(
                "the privileges of an appliance", platform.missingPrivileges().isEmpty(), is(true));
        bad = Path.of(context.getProperty("gemel.run.dir"), "bad");
        Files.deleteIfExists(bad);
        appliances = new ServiceTracker<>(context, Appliance.class, null);
        appliances.open();
        exitCode = CompletableFuture.supplyAsync(() -> run.applyAsInt(new String[0]));
        appliance = appliances.waitForService(TimeUnit.SECONDS.toMillis(Await.PATIENCE_SECONDS));
        assertThat(Await.value(WELL, this::health), is(WELL));
    }

    @After
    public void stop() throws Exception {
        if (appliance != null) {
            appliance.stop();
            assertThat(exitCode.get(Await.PATIENCE_SECONDS, TimeUnit.SECONDS), is(0));
            appliances.close();
        }
        if (bad != null) {
            Files.deleteIfExists(bad);
        }
    }

    private String health() {
        return appliance
                .status()
                .instances()
                .get(0)
                .trackers()
                .get(0)
                .health()
                .getClass()
                .getSimpleName();
    }

    private Bundle tracking() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> "org.gemel.tracking".equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void aVerdictOutlivesTheBundleThatReachedItUntilThereIsANewOne() throws Exception {
        Bundle tracking = tracking();
        tracking.stop();
        try {
            Files.createFile(bad);
            assertThat("nobody looks", health(), is(WELL));
        } finally {
            tracking.start();
        }
        assertThat("somebody looks again", Await.value(FAILED, this::health), is(FAILED));
    }

    @Test
    public void anUpdateKeepsTheVerdictAndTheNewBundleWatches() throws Exception {
        Bundle tracking = tracking();
        tracking.update();
        assertThat(health(), is(WELL));

        Files.createFile(bad);
        assertThat(Await.value(FAILED, this::health), is(FAILED));
        Files.delete(bad);
        assertThat(Await.value(WELL, this::health), is(WELL));
    }
}
