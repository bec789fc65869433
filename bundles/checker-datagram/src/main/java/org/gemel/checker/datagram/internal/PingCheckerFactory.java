package org.gemel.checker.datagram.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.function.Consumer;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.platform.Conversations.Kind;
import org.gemel.api.platform.Conversations.Peer;
import org.gemel.api.platform.Platform;
import org.osgi.service.component.annotations.Component;

/** Checks by ICMP echo. */
@Component(property = CheckerFactory.KIND + "=PING_CHECK")
public final class PingCheckerFactory implements CheckerFactory {

    /** As much as ping sends: what answers that answers this. */
    private static final byte[] DATA = "gemel checks whether this real server is there, 56 byte.".getBytes(US_ASCII);

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) {
        return new DatagramCheck(inquiry(definition.connection()), platform.conversations());
    }

    static Inquiry inquiry(Connection connection) {
        Peer peer = new Peer(
                Kind.ECHO,
                connection.to().getAddress(),
                0,
                connection.from(),
                0,
                connection.interfaceName(),
                connection.mark());
        return new Inquiry(
                "ping " + AddressText.of(peer.address()),
                peer,
                DATA,
                reply -> new Inquiry.Finding(true, "reply"),
                null);
    }
}
