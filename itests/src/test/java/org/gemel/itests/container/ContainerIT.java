package org.gemel.itests.container;

import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import javax.inject.Inject;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.platform.Platform;
import org.junit.Assume;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;

/** The container of {@code gemel run}, with a configuration that has no virtual router. */
@RunWith(PaxExam.class)
public class ContainerIT {

    @Inject
    private Platform platform;

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime runtime;

    @Inject
    @Filter("(gemel.command=run)")
    private ToIntFunction<String[]> run;

    @Configuration
    public Option[] configuration() throws Exception {
        return new Option[] {ContainerOptions.gemel()};
    }

    @Test
    public void everyBundleIsActive() {
        List<String> others = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (!fragment && bundle.getState() != Bundle.ACTIVE) {
                others.add(bundle.getSymbolicName() + " is in state " + bundle.getState());
            }
        }
        assertThat(others, is(List.of()));
    }

    /** An appliance does not run, and nobody else could tell why, without the right to send packets. */
    @Test
    public void whileAnApplianceRunsEveryComponentIsSatisfied() throws Exception {
        Assume.assumeThat("the privileges of an appliance", platform.missingPrivileges(), is(List.of()));
        ServiceTracker<Appliance, Appliance> appliances = new ServiceTracker<>(context, Appliance.class, null);
        appliances.open();
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> run.applyAsInt(new String[0]));
        Appliance appliance = appliances.waitForService(TimeUnit.SECONDS.toMillis(Await.PATIENCE_SECONDS));
        Components components = new Components(runtime);

        assertThat(Await.value(List.of(), components::complaints), is(List.of()));
        assertTrue("there are components", components.count() >= 6);
        Path socket = Path.of(context.getProperty("gemel.run.dir"), "control.sock");
        assertTrue("the control socket", Await.value(true, () -> Files.exists(socket)));

        appliance.stop();
        assertThat(exitCode.get(Await.PATIENCE_SECONDS, TimeUnit.SECONDS), is(0));
        appliances.close();
    }
}
