package org.gemel.vrrp.internal.engine;

import java.nio.ByteBuffer;
import org.gemel.api.config.Subnet;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.Link;
import org.gemel.vrrp.internal.packet.AnnouncementFrame;
import org.jspecify.annotations.Nullable;

/**
 * A virtual address while this router is master: where it is, and the frame that says so. Where frames have to wait it
 * stands in the queue of a {@link Lane} itself.
 */
final class HeldAddress {

    private static final long SECOND = 1_000_000_000L;

    private final VirtualAddress address;
    private final Link link;
    private final LinkPort port;
    private final boolean permanent;
    private final ByteBuffer frame;
    private final long since;
    private boolean leased;
    private boolean present;
    private boolean answered;
    private int due;
    private boolean queued;
    private @Nullable HeldAddress behind;
    private @Nullable Counters counters;
    private @Nullable Subnet network;
    private long lostAt;
    private Backoff backoff = new Backoff();

    /**
     * @param permanent whether the interface had the address before and keeps it afterwards: the address owner's own
     *     address (RFC 9568 1.7), which is neither leased nor released unless it had to be put back
     * @param since when it was taken, in the time of the loop
     */
    HeldAddress(VirtualAddress address, Link link, LinkPort port, boolean permanent, long since) {
        this.address = address;
        this.link = link;
        this.port = port;
        this.permanent = permanent;
        this.since = since;
        this.leased = !permanent;
        this.present = permanent;
        this.answered = permanent;
        this.frame = AnnouncementFrame.of(address.address(), link.mac());
    }

    VirtualAddress address() {
        return address;
    }

    Link link() {
        return link;
    }

    LinkPort port() {
        return port;
    }

    boolean permanent() {
        return permanent;
    }

    /** When it was taken, in the time of the loop. */
    long since() {
        return since;
    }

    /** The address as it is to be there now: the time for which it is preferred goes by. */
    VirtualAddress asOf(long now) {
        long preferred = address.preferredSeconds();
        return preferred <= 0 ? address : address.preferredFor(Math.max(0, preferred - (now - since) / SECOND));
    }

    /** Somebody removed it. */
    void lost(long now) {
        present = false;
        lostAt = now;
    }

    /** How soon it is put back. */
    Backoff backoff() {
        return backoff;
    }

    /** When it was removed, in the time of the loop. */
    long lostAt() {
        return lostAt;
    }

    /** The network that the host had an address in when this one was last put beside that, or null. */
    @Nullable
    Subnet network() {
        return network;
    }

    void network(@Nullable Subnet ofHost) {
        network = ofHost;
    }

    /** Whether it is there on a lease: what this router put on the interface, or put back. */
    boolean leased() {
        return leased;
    }

    /** It is put back on a lease, whatever it was before. */
    void putBack() {
        leased = true;
    }

    /** Whether the kernel has it, as far as it said when it was last asked. */
    boolean present() {
        return present;
    }

    void present(boolean granted) {
        present = granted;
    }

    /** Whether the kernel answers for it; an IPv6 address that it has granted it serves only when it finds the time. */
    boolean answered() {
        return answered;
    }

    void answered(boolean served) {
        answered = served;
    }

    /** The same address after its link got another hardware address. */
    HeldAddress on(Link changed) {
        HeldAddress moved = new HeldAddress(address, changed, port, permanent, since);
        moved.network = network;
        moved.leased = leased;
        moved.backoff = backoff;
        moved.present = present;
        moved.answered = answered;
        present = false;
        return moved;
    }

    /** Tells the LAN where the address is, if it is there and is answered for. */
    void announce(Counters sender) {
        if (present && answered) {
            sender.add(port.port().sendFrame(frame) ? Counters.Count.ANNOUNCEMENTS_SENT : Counters.Count.SEND_ERRORS);
        }
    }

    /**
     * So many frames are to be sent one by one, those that are still to come included.
     *
     * @return whether it has to be put into the queue
     */
    boolean expect(int frames, Counters sender) {
        due = Math.max(due, frames);
        counters = sender;
        return due > 0 && !queued;
    }

    /** Sends the next frame, if the address is still there and one is left. */
    boolean announceNext() {
        if (!present || !answered || due == 0 || counters == null) {
            due = 0;
            return false;
        }
        due--;
        announce(counters);
        return true;
    }

    boolean waits() {
        return due > 0;
    }

    void queued(boolean in) {
        queued = in;
    }

    @Nullable
    HeldAddress behind() {
        return behind;
    }

    void behind(@Nullable HeldAddress next) {
        behind = next;
    }
}
