package org.gemel.itests.faults;

import java.util.List;
import java.util.Locale;
import org.gemel.itests.rig.Software;

/** Who serves, and who watches. */
enum Pair {
    GEMEL(Software.GEMEL, Software.GEMEL),
    KEEPALIVED(Software.KEEPALIVED, Software.KEEPALIVED),
    GEMEL_KEEPALIVED(Software.GEMEL, Software.KEEPALIVED),
    KEEPALIVED_GEMEL(Software.KEEPALIVED, Software.GEMEL);

    private final Software master;
    private final Software backup;

    Pair(Software master, Software backup) {
        this.master = master;
        this.backup = backup;
    }

    Software master() {
        return master;
    }

    Software backup() {
        return backup;
    }

    List<Software> software() {
        return List.of(master, backup);
    }

    /** The name by which it is asked for. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return name(master) + " / " + name(backup);
    }

    private static String name(Software software) {
        return software == Software.GEMEL ? "Gemel" : "keepalived";
    }
}
