package org.gemel.vrrp.internal.engine;

import java.nio.ByteBuffer;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.Link;
import org.gemel.vrrp.internal.packet.AnnouncementFrame;
import org.jspecify.annotations.Nullable;

/**
 * A virtual address while this router is master: where it is, and the frame that says so. Where frames have to wait it
 * stands in the queue of a {@link Lane} itself.
 */
final class HeldAddress {

    private final VirtualAddress address;
    private final Link link;
    private final LinkPort port;
    private final boolean permanent;
    private final ByteBuffer frame;
    private boolean leased;
    private boolean present;
    private int due;
    private boolean queued;
    private @Nullable HeldAddress behind;
    private @Nullable Counters counters;

    /**
     * @param permanent whether the interface had the address before and keeps it afterwards: the address owner's own
     *     address (RFC 9568 1.7), which is neither leased nor released unless it had to be put back
     */
    HeldAddress(VirtualAddress address, Link link, LinkPort port, boolean permanent) {
        this.address = address;
        this.link = link;
        this.port = port;
        this.permanent = permanent;
        this.leased = !permanent;
        this.present = permanent;
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

    /** The same address after its link got another hardware address. */
    HeldAddress on(Link changed) {
        HeldAddress moved = new HeldAddress(address, changed, port, permanent);
        moved.leased = leased;
        moved.present = present;
        present = false;
        return moved;
    }

    /** Tells the LAN where the address is, if it is there. */
    void announce(Counters sender) {
        if (present) {
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
        if (!present || due == 0 || counters == null) {
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
