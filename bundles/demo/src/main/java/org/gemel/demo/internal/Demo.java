package org.gemel.demo.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Requirements;
import org.gemel.platform.simulated.Simulator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The command {@code gemel demo}. */
@Component(property = "gemel.command=demo")
public final class Demo implements ToIntFunction<String[]> {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final Path home;
    private final Simulator simulator;
    private final VrrpEngineFactory engines;
    private final ConfigurationReader reader;
    private @Nullable Stage stage;
    private boolean ended;

    @Activate
    public Demo(
            BundleContext context,
            @Reference Simulator simulator,
            @Reference VrrpEngineFactory engines,
            @Reference ConfigurationReader reader) {
        String property = context.getProperty("gemel.home");
        this.home = Path.of(property == null ? "." : property);
        this.simulator = simulator;
        this.engines = engines;
        this.reader = reader;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        DemoOptions options;
        try {
            options = DemoOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("gemel: " + e.getMessage() + "; see: gemel demo --help");
            return USAGE;
        }
        if (options.help()) {
            System.out.print(DemoOptions.HELP);
            return OK;
        }
        try (Stage built = build(options)) {
            new Story(built, System.out::println).tell();
            return OK;
        } catch (LabException e) {
            System.err.println(
                    ended()
                            ? "gemel: the demo was ended; its network is gone"
                            : "gemel: the demo failed: " + e.getMessage());
            return FAILED;
        }
    }

    private Stage build(DemoOptions options) {
        List<String> missing = Requirements.missing();
        String whySimulated = options.simulated()
                ? "as you asked"
                : missing.isEmpty() ? "" : "because " + String.join(", and ", missing);
        Stage built = whySimulated.isEmpty()
                ? new KernelStage(home.resolve("bin/gemel"), options.interval())
                : new SimulatedStage(simulator, engines, reader, options.interval(), whySimulated);
        own(built);
        return built;
    }

    private synchronized void own(Stage built) {
        stage = built;
        if (ended) {
            built.close();
            throw new LabException("ended");
        }
    }

    private synchronized boolean ended() {
        return ended;
    }

    /** Somebody pressed Ctrl-C: whatever the story waits for ends now. */
    @Deactivate
    synchronized void end() {
        ended = true;
        if (stage != null) {
            stage.close();
        }
    }
}
