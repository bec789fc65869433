package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.NetworkListener;
import org.gemel.vrrp.internal.tracking.Watches;

/** Tells everybody in an engine of what changes on the host. */
final class NetworkNews implements NetworkListener {

    private final StaticKeeper statics;
    private final Watches watches;
    private final Roster roster;

    NetworkNews(StaticKeeper statics, Watches watches, Roster roster) {
        this.statics = statics;
        this.watches = watches;
        this.roster = roster;
    }

    @Override
    public void linkChanged(Link link) {
        statics.look();
        watches.linkChanged(link);
        roster.routers().forEach(router -> router.host().linkChanged(link));
    }

    @Override
    public void linkRemoved(Link link) {
        statics.look();
        watches.linkRemoved(link);
        roster.routers().forEach(router -> router.host().linkRemoved(link));
    }

    @Override
    public void addressAdded(Link link, InetAddress address) {
        statics.look();
        if (roster.lends(address)) {
            roster.routers().forEach(router -> router.host().lentAddressAdded(link, address));
        } else {
            roster.routers().forEach(router -> router.host().hostAddressAdded(link));
            roster.routers().forEach(router -> router.host().addressAdded(link, address));
        }
    }

    @Override
    public void addressRemoved(Link link, InetAddress address) {
        statics.look();
        roster.routers().forEach(router -> router.host().addressRemoved(link, address));
    }

    @Override
    public void routeRemoved(Route route) {
        statics.removed(route);
        roster.routers().forEach(router -> router.host().removed(route));
    }

    @Override
    public void ruleRemoved(Rule rule) {
        statics.removed(rule);
        roster.routers().forEach(router -> router.host().removed(rule));
    }
}
