package org.gemel.platform.linux.internal.link;

import java.util.HashMap;
import java.util.Map;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.link.Sysctls.Protocol;

/**
 * The setting promote_secondaries of links: on while anybody wants it, then as it was. Loop thread only.
 *
 * <p>A process that is killed leaves it on. What it was could only be noted at the link itself, in its alias, which is the
 * administrator's; and on does no harm.
 */
public final class Promotion {

    private static final String SETTING = "promote_secondaries";
    private static final String ON = "1";

    private final Sysctls sysctls;
    private final Map<String, Wish> wishes = new HashMap<>();

    /** How many want it, and what it was before. */
    private record Wish(int count, String before) {}

    public Promotion(Sysctls sysctls) {
        this.sysctls = sysctls;
    }

    /** As {@link org.gemel.api.platform.Network#promoteSecondaries}. */
    public void set(String link, boolean promote) throws PlatformException {
        Wish wish = wishes.get(link);
        if (promote && wish != null) {
            wishes.put(link, new Wish(wish.count + 1, wish.before));
        } else if (promote) {
            String before = sysctls.read(Protocol.IPV4, link, SETTING);
            if (before != null && !before.equals(ON)) {
                sysctls.write(Protocol.IPV4, link, SETTING, ON);
            }
            wishes.put(link, new Wish(1, before == null ? ON : before));
        } else if (wish != null && wish.count > 1) {
            wishes.put(link, new Wish(wish.count - 1, wish.before));
        } else if (wish != null) {
            wishes.remove(link);
            if (!wish.before.equals(ON)) {
                sysctls.write(Protocol.IPV4, link, SETTING, wish.before);
            }
        }
    }
}
