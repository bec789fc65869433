package org.gemel.platform.linux.internal.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.netlink.RouteMessage.Answer;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkDescribed;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkPresent;
import org.jspecify.annotations.Nullable;

/** Requests about links. Loop thread only. */
public final class LinkCommands {

    private final RouteCommands commands;

    /** @param commands the socket that they go through */
    public LinkCommands(RouteCommands commands) {
        this.commands = commands;
    }

    /**
     * Makes a virtual link, down.
     *
     * @param base the index of its base
     * @param vrf the index of its VRF, or null
     * @return what the kernel made
     */
    public LinkPresent add(VirtualLink link, int base, @Nullable Integer vrf) throws PlatformException {
        String tried = "make the virtual link " + link.name() + " on " + link.base();
        Answer answer = commands.change((out, sequence) -> LinkWriter.add(out, sequence, link, base, vrf));
        if (answer.errno() == Abi.EOPNOTSUPP) {
            throw new PlatformException("cannot " + tried + ": this kernel has no "
                    + (link.kind() == VirtualLink.Kind.MACVLAN ? "macvlan" : "ipvlan")
                    + " devices; load or install that kernel module, or do without virtual MACs");
        }
        check(answer, tried);
        LinkPresent made = find(link.name());
        if (made == null) {
            throw new PlatformException("cannot " + tried + ": it was removed at once");
        }
        return made;
    }

    /** The link of a name as the kernel has it now, or null. */
    public @Nullable LinkPresent find(String name) throws PlatformException {
        AtomicReference<@Nullable LinkPresent> found = new AtomicReference<>();
        Answer answer = commands.request((out, sequence) -> LinkWriter.get(out, sequence, name), message -> {
            if (message instanceof LinkPresent present) {
                found.set(present);
            }
        });
        if (answer.errno() != Abi.ENODEV) {
            check(answer, "look for the interface " + name);
        }
        return found.get();
    }

    /** Gives a link a description, at most 255 bytes long. */
    public void describe(int link, String alias) throws PlatformException {
        check(
                commands.change((out, sequence) -> LinkWriter.describe(out, sequence, link, alias)),
                "describe an interface");
    }

    /** All links that have a description. */
    public List<LinkDescribed> described() throws PlatformException {
        List<LinkDescribed> links = new ArrayList<>();
        check(
                commands.request(RouteWriter::dumpLinks, message -> {
                    if (message instanceof LinkDescribed described) {
                        links.add(described);
                    }
                }),
                "list interfaces");
        return links;
    }

    /** Takes a link up or down; one that is not there is no error. */
    public void enable(int link, String name, boolean up) throws PlatformException {
        Answer answer = commands.change((out, sequence) -> LinkWriter.enable(out, sequence, link, up));
        if (answer.errno() != Abi.ENODEV) {
            check(answer, "take " + name + (up ? " up" : " down"));
        }
    }

    /** Removes a link; one that is not there is no error. */
    public void remove(int link, String name) throws PlatformException {
        Answer answer = commands.change((out, sequence) -> LinkWriter.remove(out, sequence, link));
        if (answer.errno() != Abi.ENODEV) {
            check(answer, "remove the interface " + name);
        }
    }

    private static void check(Answer answer, String tried) throws PlatformException {
        if (answer.errno() != 0) {
            throw RouteCommands.refused(tried, answer);
        }
    }
}
