package org.gemel.api.platform;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Links, packets and leased addresses. Loop thread only; no call blocks on anything but the kernel's own answer. */
@ProviderType
public interface Network {

    /** The time of an address that the kernel keeps until it is released. */
    int FOREVER = -1;

    /** How long an extension of a lease may take to reach the kernel, in milliseconds. */
    int EXTENSION_MILLIS = 250;

    /** The link of that name as it is now, or null if there is none. */
    @Nullable
    Link link(String name);

    /** All links as they are now. */
    List<Link> links();

    /**
     * Tells a listener of every change from now on.
     *
     * @return close it to hear no more
     */
    Subscription subscribe(NetworkListener listener);

    /**
     * Opens a link for VRRP packets of one family. Only IP protocol 112 arrives, also
     * behind an authentication header (IPv4); a packet that this host sent does not.
     *
     * @param link the link, as {@link #link(String)} gave it
     * @param family the family of the packets
     * @param receiver told of every packet that arrives
     * @throws PlatformException if the kernel refuses; the message says what was tried and what is needed
     */
    Port open(Link link, Family family, PacketReceiver receiver) throws PlatformException;

    /**
     * Puts an address on a link for a limited time, or extends the time of one that is there. When the time ends without
     * another call the kernel itself removes the address, even if this process is dead or hung; it counts coarsely, and may be
     * a quarter of a second early.
     *
     * <p>An address that is not there yet, or is to be there for ever, is there when this returns. An extension may reach the
     * kernel later, together with others, but before any later {@link #release} of the address and within
     * {@value #EXTENSION_MILLIS} ms; its time counts from then. If the kernel refuses it, or this process was stopped for so
     * long, nothing is extended and the time granted before goes on; the next call for the address, and all until one is
     * granted, have the kernel's answer before they return, and throw a refusal. So who extends four times in a lease's time
     * hears of a refusal while half of that time is left; until then, what it believes in too much is the time between two
     * extensions, and that matters only if it does not run when the next one is due.
     *
     * @param link the link
     * @param address what to put there; its interface name is not looked at
     * @param seconds how long, at least 1, or {@link #FOREVER}
     * @throws PlatformException if the kernel refuses, or has refused the extension before this one and does so again
     */
    void lease(Link link, VirtualAddress address, int seconds) throws PlatformException;

    /**
     * Takes an address off a link, and no other with it. One that is not there is no error.
     *
     * @throws PlatformException if the kernel refuses
     */
    void release(Link link, VirtualAddress address) throws PlatformException;

    /**
     * Makes a virtual link on its base: down, without addresses, replacing one of that name that was left behind. While a base
     * has virtual links, it answers only for addresses of its own; how it answered before returns with the last of them.
     *
     * @param doubts told what could not be arranged and what to do, for a person; the link is made nevertheless
     * @return the link; listeners hear of what becomes of it, not of its making
     * @throws PlatformException if the kernel refuses, there is no base, or the name is somebody else's
     */
    default Link addVirtualLink(VirtualLink link, Consumer<String> doubts) throws PlatformException {
        throw new PlatformException("this platform makes no virtual links, and " + link.name() + " is wanted");
    }

    /**
     * Removes a virtual link, and its addresses with it; listeners do not hear of it. One that is not there is no error.
     *
     * @param link as {@link #addVirtualLink} gave it
     * @throws PlatformException if the kernel refuses
     */
    default void removeVirtualLink(Link link) throws PlatformException {}

    /**
     * Takes a virtual link up or down. Down, it neither sends nor receives, nor does the LAN hear that it went. One that is
     * not there is no error.
     *
     * @param link as {@link #addVirtualLink} gave it
     * @throws PlatformException if the kernel refuses
     */
    default void enable(Link link, boolean up) throws PlatformException {}

    /**
     * Removes the virtual links that a process left behind that is no more, or an engine of this process whose successor has not
     * taken them over, and puts back what it changed at their bases.
     */
    default void removeLeftovers() throws PlatformException {}

    /**
     * Has packets dropped by rules, which replace those before; without any, nothing is left of them. It is done a little
     * later, for it takes a while; several calls are carried out in their order.
     *
     * @param rules what is dropped
     * @param done told on the loop thread, maybe before this returns, once the rules are in force: with nothing, or with what
     *     could not be done, for a person
     */
    default void filter(PacketRules rules, Consumer<Optional<String>> done) {
        done.accept(Optional.empty());
    }

    /**
     * Has a link keep the other IPv4 addresses of a network when the first of them goes, or no more. Asked for several times,
     * it is kept until it is taken back as often; then it is as it was before.
     *
     * @throws PlatformException if it cannot be set
     */
    default void promoteSecondaries(Link link, boolean promote) throws PlatformException {}

    /**
     * Installs a route unless the very same is there already. Others to the same destination stay.
     *
     * @return whether it was not there
     * @throws PlatformException if one of its interfaces does not exist, or the kernel refuses
     */
    boolean install(Route route) throws PlatformException;

    /**
     * Removes a route, if one of its protocol is there.
     *
     * @throws PlatformException if the kernel refuses
     */
    void remove(Route route) throws PlatformException;

    /**
     * Installs a policy rule unless the very same is there already.
     *
     * @return whether it was not there
     * @throws PlatformException if the kernel refuses
     */
    boolean install(Rule rule) throws PlatformException;

    /**
     * Removes a policy rule, if one of its protocol is there.
     *
     * @throws PlatformException if the kernel refuses
     */
    void remove(Rule rule) throws PlatformException;

    /**
     * Says what this process may put into the kernel from now on that no lease ends. It is noted where the next process of
     * this appliance finds it: the first call in a process removes what the one before it, if it was killed, may have left
     * and this one does not want.
     *
     * @param addresses those that are there for ever
     * @param routes all of them, of masters and static ones
     * @param rules likewise
     * @throws PlatformException if it cannot be noted; the message says why
     */
    default void reserve(Collection<VirtualAddress> addresses, Collection<Route> routes, Collection<Rule> rules)
            throws PlatformException {}

    /**
     * Leaves what an engine has put into the kernel to another engine of this process, which says with the inherit methods what
     * it takes over; nothing is removed. Extensions of leases that are on their way reach the kernel before this returns.
     */
    default void bequeath() {}

    /** Takes over an address that an earlier engine has leased, and that is on the link. */
    default void inherit(Link link, VirtualAddress address) {}

    /**
     * Takes over a virtual link that an earlier engine has made.
     *
     * @return the link as it is; null if there is none like this from this process
     * @throws PlatformException if the kernel refuses
     */
    default @Nullable Link inherit(VirtualLink link) throws PlatformException {
        return null;
    }

    /** Takes over a route that an earlier engine has installed: if it is there, it is not somebody else's. */
    default void inherit(Route route) {}

    /** Takes over a rule that an earlier engine has installed. */
    default void inherit(Rule rule) {}

    /** A registration that ends when closed. Loop thread only. */
    @ProviderType
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
