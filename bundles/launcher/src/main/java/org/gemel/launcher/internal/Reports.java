package org.gemel.launcher.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gemel.launcher.internal.DeployFolder.Found;

/** What is said of the files in deploy/: each complaint once, until there is another, or none. */
final class Reports {

    private static final Logger LOG = Logger.getLogger("org.gemel.deploy");

    private final Map<String, String> said = new HashMap<>();
    private final Level news;

    /** @param news of what importance it is that something is as it should be */
    Reports(Level news) {
        this.news = news;
    }

    /** Something is as it should be. */
    void tell(String pattern, Object... what) {
        LOG.log(news, pattern, what);
    }

    /** @param what is wrong with a file, and what to do */
    void complain(Found found, String what) {
        String sentence = found + " " + what;
        if (!Objects.equals(said.put(found.title().name(), sentence), sentence)) {
            LOG.log(Level.SEVERE, "{0}", sentence);
        }
    }

    /** The next complaint is said whatever it is. */
    void forget(String name) {
        said.remove(name);
    }
}
