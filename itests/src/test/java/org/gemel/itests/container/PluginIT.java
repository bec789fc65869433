package org.gemel.itests.container;

import static org.hamcrest.CoreMatchers.hasItem;
import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.event.Listener;
import org.gemel.itests.container.plugin.ToyFormat;
import org.gemel.itests.container.plugin.ToyListener;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Plugins come, change and go while the container runs. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PluginIT {

    private static final PluginBundle FORMAT =
            new PluginBundle(ToyFormat.class, ConfigFormat.class, ConfigFormat.NAME + "=toy");
    private static final PluginBundle LISTENER = new PluginBundle(ToyListener.class, Listener.class, "name=toy");

    private static final String TOY_FORMATS = "(" + ConfigFormat.NAME + "=toy)";
    private static final String TOY_LISTENERS = "(name=toy)";
    private static final String LOCATION = "test:";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationReader reader;

    @Configuration
    public Option[] configuration() throws Exception {
        return new Option[] {ContainerOptions.gemel()};
    }

    /** Whoever runs the appliance holds its command, as the launcher does. */
    @Before
    public void holdTheCommandRun() throws InvalidSyntaxException {
        context.getServiceReferences(ToIntFunction.class, "(gemel.command=run)").forEach(context::getService);
    }

    @After
    public void removePlugins() throws Exception {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(LOCATION)) {
                bundle.uninstall();
            }
        }
    }

    @Test
    public void aFileInAnUnknownLanguageIsNotUsable() throws Exception {
        assertThat(readsToy(), is(false));
    }

    @Test
    public void aFormatIsSpokenAsSoonAsItsBundleRuns() throws Exception {
        install(FORMAT);

        assertThat(formats(), is(List.of(1)));
        assertThat(readsToy(), is(true));
    }

    @Test
    public void aFormatIsReplacedWhileTheReaderStays() throws Exception {
        Bundle bundle = install(FORMAT);

        bundle.update(FORMAT.version(2));

        assertThat(formats(), is(List.of(2)));
        assertThat(readsToy(), is(true));
    }

    @Test
    public void aFormatGoesWithItsBundle() throws Exception {
        install(FORMAT).uninstall();

        assertThat(formats(), is(List.of()));
        assertThat(readsToy(), is(false));
    }

    @Test
    public void theApplianceTakesAListenerAsSoonAsItsBundleRuns() throws Exception {
        install(LISTENER);

        assertThat(usersOfToyListener(), hasItem("org.gemel.appliance"));
    }

    @Test
    public void aListenerIsReplacedWhileTheApplianceStays() throws Exception {
        Bundle bundle = install(LISTENER);

        bundle.update(LISTENER.version(2));

        assertThat(revisions(Listener.class, TOY_LISTENERS), is(List.of(2)));
        assertThat(usersOfToyListener(), hasItem("org.gemel.appliance"));
    }

    @Test
    public void aListenerGoesWithItsBundle() throws Exception {
        install(LISTENER).uninstall();

        assertThat(revisions(Listener.class, TOY_LISTENERS), is(List.of()));
        assertThat(usersOfToyListener(), not(hasItem("org.gemel.appliance")));
    }

    private Bundle install(PluginBundle plugin) throws Exception {
        Bundle bundle = context.installBundle(LOCATION + plugin.symbolicName(), plugin.version(1));
        bundle.start();
        return bundle;
    }

    private boolean readsToy() throws Exception {
        Path file = Files.writeString(folder.newFile().toPath(), "toy tinker");
        ConfigurationReader.Result result = reader.read(file, new ReadOptions("host", "", Map.of()));
        return result.usable() && result.configuration().routerId().equals("tinker");
    }

    private List<Object> formats() throws InvalidSyntaxException {
        return revisions(ConfigFormat.class, TOY_FORMATS);
    }

    private List<Object> revisions(Class<?> service, String filter) throws InvalidSyntaxException {
        return context.getServiceReferences(service, filter).stream()
                .map(reference -> reference.getProperty("revision"))
                .toList();
    }

    private List<String> usersOfToyListener() throws InvalidSyntaxException {
        return context.getServiceReferences(Listener.class, TOY_LISTENERS).stream()
                .map(ServiceReference::getUsingBundles)
                .flatMap(users -> users == null ? Stream.of() : Arrays.stream(users))
                .map(Bundle::getSymbolicName)
                .toList();
    }
}
