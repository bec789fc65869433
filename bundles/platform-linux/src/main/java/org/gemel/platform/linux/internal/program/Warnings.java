package org.gemel.platform.linux.internal.program;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said once, however often it happens. Any thread. */
final class Warnings {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxPrograms.class);
    private static final int MOST = 256;

    private final Set<String> said = new HashSet<>();

    void say(String warning) {
        synchronized (said) {
            if (said.size() >= MOST || !said.add(warning)) {
                return;
            }
        }
        LOG.warn("{}", warning);
    }
}
