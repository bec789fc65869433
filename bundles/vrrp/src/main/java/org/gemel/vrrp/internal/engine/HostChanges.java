package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.status.VrrpState;

/** What changes on the host, as one virtual router takes it: what it holds and what it needs may be concerned. */
final class HostChanges {

    private final VirtualRouter router;
    private final EventLoop loop;
    private final Mastership mastership;
    private final Attachment attachment;
    private final VirtualLinks virtualLinks;
    private final Runnable evaluate;

    /** @param evaluate looks again whether everything is there that the router and those with it need */
    HostChanges(
            VirtualRouter router,
            EventLoop loop,
            Mastership mastership,
            Attachment attachment,
            VirtualLinks virtualLinks,
            Runnable evaluate) {
        this.router = router;
        this.loop = loop;
        this.mastership = mastership;
        this.attachment = attachment;
        this.virtualLinks = virtualLinks;
        this.evaluate = evaluate;
    }

    void linkChanged(Link link) {
        if (isMaster()) {
            if (!link.up() && virtualLinks.contains(link)) {
                virtualLinks.enable(true);
            }
            mastership.linkChanged(link);
        }
        evaluateIfOn(link);
    }

    void linkRemoved(Link link) {
        mastership.linkRemoved(link);
        if (virtualLinks.contains(link)) {
            virtualLinks.forget(link);
            // Not yet: it may have gone with its base, of which the news is still to come.
            loop.execute(this::makeVirtualLinksAgain);
        }
        evaluateIfOn(link);
    }

    /** The host got an address that none of the virtual routers put there. */
    void hostAddressAdded(Link link) {
        mastership.hostAddressAdded(link);
    }

    void addressAdded(Link link, InetAddress address) {
        evaluateIfNeeds(link, address);
    }

    /** An address that a virtual router of this host has put there; nobody advertises from it who was not told to. */
    void lentAddressAdded(Link link, InetAddress address) {
        mastership.served(link, address);
        if (address.equals(router.instance().source())) {
            evaluate.run();
        }
    }

    void addressRemoved(Link link, InetAddress address) {
        mastership.addressRemoved(link, address);
        evaluateIfNeeds(link, address);
    }

    void removed(Route route) {
        mastership.removed(route);
    }

    void removed(Rule rule) {
        mastership.removed(rule);
    }

    private void evaluateIfOn(Link link) {
        if (link.name().equals(router.instance().interfaceName())) {
            evaluate.run();
        }
    }

    private void evaluateIfNeeds(Link link, InetAddress address) {
        if (link.name().equals(router.instance().interfaceName())
                || address.equals(router.instance().source())) {
            evaluate.run();
        }
    }

    private void makeVirtualLinksAgain() {
        if (attachment.source() != null) {
            evaluate.run();
            if (isMaster()) {
                virtualLinks.enable(true);
                mastership.complete();
            }
        }
    }

    private boolean isMaster() {
        return router.election().state() == VrrpState.MASTER;
    }
}
