package org.gemel.checker.connection;

import java.time.Duration;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.ClientTls;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be called, and how.
 *
 * @param connection to whom, from where, and how long to wait: for the connection, for the TLS handshake, and
 *     for each answer
 * @param transport TCP, or datagrams to and from that one address
 * @param tls for TLS over TCP; null for none
 */
public record Target(
        Connection connection,
        Transport transport,
        @Nullable Tls tls) {

    /** The connection, TLS, and two answers, or the head and the body of one. */
    private static final int PARTS = 4;

    /** How long a call lasts at most, even with a server that always says a little more. */
    public static Duration longest(Connection connection) {
        return connection.timeout().multipliedBy(PARTS);
    }

    /** Plain TCP. */
    public static Target tcp(Connection connection) {
        return new Target(connection, Transport.TCP, null);
    }

    /** Plain UDP. */
    public static Target udp(Connection connection) {
        return new Target(connection, Transport.UDP, null);
    }

    /** TLS over TCP. */
    public static Target tls(Connection connection, Tls tls) {
        return new Target(connection, Transport.TCP, tls);
    }

    /** What carries the bytes. */
    public enum Transport {
        TCP,
        UDP
    }

    /**
     * How TLS is spoken.
     *
     * @param client who we are, and whom we trust
     * @param serverName what is sent as the server's name (SNI); null for nothing
     */
    public record Tls(ClientTls client, @Nullable String serverName) {}
}
