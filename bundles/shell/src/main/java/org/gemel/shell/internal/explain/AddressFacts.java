package org.gemel.shell.internal.explain;

import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualAddress.Flag;
import org.jspecify.annotations.Nullable;

/** An address as keepalived.conf would have it, with every option that is in force. */
final class AddressFacts {

    private AddressFacts() {}

    static String of(VirtualAddress address) {
        Options options = new Options();
        options.word(address.peer() == null ? address : AddressText.of(address.address()));
        options.option("brd", address.broadcast() == null ? null : AddressText.of(address.broadcast()))
                .option("dev", address.interfaceName())
                .option("scope", Scopes.name(address.scope()))
                .option("label", address.label())
                .option("peer", peer(address))
                .flag(address.flags().contains(Flag.HOME), "home")
                .flag(address.flags().contains(Flag.DETECT_DUPLICATES), "-nodad")
                .flag(address.flags().contains(Flag.MANAGE_TEMPORARY), "mngtmpaddr")
                .flag(address.flags().contains(Flag.NO_PREFIX_ROUTE), "noprefixroute")
                .flag(address.flags().contains(Flag.AUTOJOIN), "autojoin");
        if (address.preferredSeconds() != VirtualAddress.ALWAYS_PREFERRED) {
            options.option("preferred_lft", address.preferredSeconds());
        } else if (address.family() == Family.IPV6) {
            options.option("preferred_lft", "forever");
        }
        return options.flag(!address.tracked(), "no_track").toString();
    }

    private static @Nullable String peer(VirtualAddress address) {
        return address.peer() == null ? null : AddressText.of(address.peer()) + "/" + address.prefixLength();
    }
}
