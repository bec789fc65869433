package org.gemel.vrrp.internal.engine;

import java.time.Instant;
import java.util.function.Consumer;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.packet.Discard;

/** Tells what happens to one virtual router; the same complaint only once until its state changes (behaviour 54). */
final class Reporter {

    private static final long SECOND = 1_000_000_000;

    private final EventLoop loop;
    private final Consumer<Event> events;
    private String instance;
    private int complained;
    private boolean divided;
    private boolean contested;
    private long contestedAt;

    Reporter(EventLoop loop, Consumer<Event> events, String instance) {
        this.loop = loop;
        this.events = events;
        this.instance = instance;
    }

    void rename(String name) {
        instance = name;
    }

    Instant transition(VrrpState from, VrrpState to, int priority, String reason) {
        complained = 0;
        divided = false;
        contested = false;
        Instant now = loop.wallTime();
        events.accept(new Event.Transition(now, instance, from, to, priority, reason));
        return now;
    }

    void ended(Event.End end, int priority) {
        events.accept(new Event.Ended(loop.wallTime(), instance, end, priority));
    }

    /** At most once a second, however often they advertise. */
    void lowerPriorityHeard(int priority) {
        long now = loop.nanoTime();
        if (contested && now - contestedAt < SECOND) {
            return;
        }
        contested = true;
        contestedAt = now;
        events.accept(new Event.LowerPriorityHeard(loop.wallTime(), instance, priority));
    }

    void priorityChanged(int from, int to, String reason) {
        events.accept(new Event.PriorityChanged(loop.wallTime(), instance, from, to, reason));
    }

    /** The LAN between the routers is broken, and the sync group stays where its other members can. */
    void divided(String silentLink, String follower, String followersLink) {
        if (!divided) {
            divided = true;
            problem(
                    "sync-group-divided",
                    "no master is heard on " + silentLink + ", but " + follower
                            + " of the same sync group hears a better one on " + followersLink
                            + "; staying BACKUP. Mend the LAN between the routers on " + silentLink);
        }
    }

    void restored(String address) {
        events.accept(new Event.AddressRestored(loop.wallTime(), instance, address));
    }

    void problem(String code, String message) {
        events.accept(new Event.Problem(loop.wallTime(), instance, code, message));
    }

    /** Whether this complaint is new; if so it is not from now on. */
    boolean isNew(Discard complaint) {
        boolean first = (complained & complaint.bit()) == 0;
        complained |= complaint.bit();
        return first;
    }

    /** Reports what is wrong or doubtful about an advertisement. */
    void complain(Discard complaint, String sender, boolean dropped) {
        problem(complaint.reason(), Complaints.text(complaint, sender, dropped));
    }
}
