package org.gemel.shell.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.config.Keywords;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at {@code control.sock} in the run directory while an appliance runs. Framework property:
 * {@code gemel.run.dir}, by default {@code /run/gemel}.
 */
@Component(service = {})
public final class ControlSocket {

    private static final String DEFAULT_RUN_DIR = "/run/gemel";
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.shell");

    private final @Nullable ControlServer server;

    /** The socket stays while the bundle that knows the words is replaced. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Keywords keywords;

    /**
     * Opens the socket; an appliance that nobody can ask is better than none, so failure is logged only.
     *
     * @param appliance without one there is nothing to control; itself it is only asked for names to complete
     */
    @Activate
    public ControlSocket(
            BundleContext context,
            @Reference CommandProcessor processor,
            @Reference CommandCatalogue catalogue,
            @Reference Appliance appliance) {
        String runDir = context.getProperty("gemel.run.dir");
        Completion completion = new Completion(
                () -> appliance.status().instances(),
                () -> appliance.balance().status(),
                catalogue::entries,
                this::words);
        server = open(Path.of(runDir == null ? DEFAULT_RUN_DIR : runDir), processor, completion);
    }

    private Collection<String> words() {
        Keywords known = keywords;
        return known == null
                ? List.of()
                : known.blocks().stream()
                        .flatMap(block -> block.keywords().keySet().stream())
                        .toList();
    }

    @Deactivate
    void deactivate() {
        if (server != null) {
            server.close();
        }
    }

    private static @Nullable ControlServer open(Path runDir, CommandProcessor processor, Completion completion) {
        try {
            return new ControlServer(SocketFile.bind(runDir), processor, completion, ControlServer.Limits.DEFAULT);
        } catch (IOException refused) {
            LOG.error("no control socket, status and reload will not work: {}", refused.getMessage());
            return null;
        }
    }
}
