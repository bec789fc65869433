package org.gemel.checker.connection.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.platform.Platform;

/** This host's network, and connections in it. */
public final class Here {

    private Here() {}

    /** A platform of which only the network is used. */
    public static Platform platform() {
        return (Platform) Proxy.newProxyInstance(
                Here.class.getClassLoader(),
                new Class<?>[] {Platform.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "inside" -> InvocationHandler.invokeDefault(proxy, method, arguments);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A server of this host. */
    public static Connection to(int port, Duration timeout) {
        return to("127.0.0.1", port, timeout);
    }

    /** A server at an address. */
    public static Connection to(String address, int port, Duration timeout) {
        try {
            return new Connection(
                    new InetSocketAddress(InetAddress.getByName(address), port), null, 0, null, 0, timeout);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
