package org.gemel.shell.internal.explain;

import java.util.List;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.VirtualAddress;

/** Addresses as keepalived.conf would have them, with every option that is in force. */
final class AddressFacts {

    private AddressFacts() {}

    static List<String> of(List<VirtualAddress> addresses) {
        return addresses.stream().map(AddressFacts::of).toList();
    }

    private static String of(VirtualAddress address) {
        StringBuilder text = new StringBuilder(address.toString());
        if (address.broadcast() != null) {
            text.append(" brd ").append(AddressText.of(address.broadcast()));
        }
        text.append(" dev ").append(address.interfaceName());
        text.append(" scope ").append(Scopes.name(address.scope()));
        if (address.label() != null) {
            text.append(" label ").append(address.label());
        }
        return text.toString();
    }
}
