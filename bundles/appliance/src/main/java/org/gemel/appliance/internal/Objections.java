package org.gemel.appliance.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Feasibility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What those who know what is installed here have against a configuration. Safe for any thread. */
final class Objections {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final List<Feasibility> judges = new CopyOnWriteArrayList<>();

    void add(Feasibility judge) {
        judges.add(judge);
    }

    void remove(Feasibility judge) {
        judges.remove(judge);
    }

    /** All of them; who fails is logged and has none. */
    List<Diagnostic> to(ConfigurationReader.Result read) {
        List<Diagnostic> all = new ArrayList<>();
        for (Feasibility judge : judges) {
            try {
                all.addAll(judge.objections(read));
            } catch (RuntimeException | LinkageError failed) {
                LOG.warn("nobody knows whether all of the configuration can be done: {} failed", judge, failed);
            }
        }
        return all;
    }
}
