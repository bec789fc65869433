package org.gemel.platform.linux.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.platform.Conversations;
import org.gemel.api.platform.Datagrams;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Netlink;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Pipes;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Processes;
import org.gemel.api.platform.Programs;
import org.gemel.api.platform.SmallFiles;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Serves the Linux platform, in the network namespace that the process runs in. */
@Component(property = Platform.NAME + "=linux")
public final class LinuxPlatformComponent implements Platform {

    /** Framework property: where the files of a running appliance are. */
    private static final String RUN_DIRECTORY = "gemel.run.dir";

    /** The file there that tells the next process what this one may have left in the kernel. */
    private static final String NOTES = "routing";

    private final LinuxPlatform platform;

    @Activate
    public LinuxPlatformComponent(BundleContext context) throws PlatformException {
        String runDirectory = context.getProperty(RUN_DIRECTORY);
        platform = new LinuxPlatform(
                null, runDirectory == null ? null : Path.of(runDirectory).resolve(NOTES));
    }

    @Deactivate
    void stop() {
        platform.close();
    }

    @Override
    public EventLoop loop() {
        return platform.loop();
    }

    @Override
    public Network network() {
        return platform.network();
    }

    @Override
    public Programs programs() {
        return platform.programs();
    }

    @Override
    public SmallFiles files() {
        return platform.files();
    }

    @Override
    public Pipes pipes() {
        return platform.pipes();
    }

    @Override
    public Processes processes() {
        return platform.processes();
    }

    @Override
    public Conversations conversations() {
        return platform.conversations();
    }

    @Override
    public Datagrams datagrams() {
        return platform.datagrams();
    }

    @Override
    public Netlink netlink() {
        return platform.netlink();
    }

    @Override
    public Duration sinceBoot() {
        return platform.sinceBoot();
    }

    @Override
    public Duration sinceStart() {
        return platform.sinceStart();
    }

    @Override
    public List<String> adopt(ProcessSettings settings) throws PlatformException {
        return platform.adopt(settings);
    }

    @Override
    public <T, E extends Exception> T inside(Task<T, E> task) throws PlatformException, E {
        return platform.inside(task);
    }

    @Override
    public List<String> missingPrivileges() {
        return platform.missingPrivileges();
    }
}
