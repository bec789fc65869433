package org.gemel.itests.container.plugin;

import org.gemel.api.config.KeywordDeclarations;

/** A row of them lacks its help. */
public final class BrokenWords implements KeywordDeclarations {

    @Override
    public String declarations() {
        return "# what comes now is a column too short\nroot\tdaemon\tint(1..9)\tacts\tplugin\tA\n";
    }
}
