package org.gemel.vrrp.internal.engine;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.gemel.api.config.AddressText;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.vrrp.internal.packet.Advertisement;
import org.gemel.vrrp.internal.packet.Bits;

/** Tells of advertisements with a VRID that nobody here has ({@code log_unknown_vrids}). */
final class Strangers implements BiConsumer<Link, Advertisement> {

    private final EventLoop loop;
    private final Roster roster;
    private final Consumer<Event> events;

    Strangers(EventLoop loop, Roster roster, Consumer<Event> events) {
        this.loop = loop;
        this.roster = roster;
        this.events = events;
    }

    /** Told of the first virtual router of that link and family: somebody must have opened it. */
    @Override
    public void accept(Link link, Advertisement packet) {
        String message = "advertisement from "
                + AddressText.of(Bits.address(packet.family(), packet.sourceHigh(), packet.sourceLow())) + " on "
                + link.name() + " has VRID " + packet.vrid()
                + ", which is not configured here; configure it, or remove log_unknown_vrids";
        roster.routers().stream()
                .filter(router -> router.instance().interfaceName().equals(link.name())
                        && router.instance().family() == packet.family())
                .findFirst()
                .ifPresent(router -> events.accept(
                        new Event.Problem(loop.wallTime(), router.instance().name(), "unknown-vrid", message)));
    }
}
