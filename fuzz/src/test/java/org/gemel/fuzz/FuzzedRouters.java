package org.gemel.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PacketReceiver;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Port;
import org.gemel.api.status.EngineStatus;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.vrrp.internal.DefaultVrrpEngineFactory;

/** Virtual routers of every dialect on one simulated node, whose receivers can be given any bytes and whose words are kept. */
final class FuzzedRouters {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final byte[] PASSWORD = "password".getBytes(StandardCharsets.US_ASCII);
    private static final Authentication HMAC = new Authentication.Hmac(
            List.of(new Authentication.Key(1, new byte[32]), new Authentication.Key(2, new byte[64])),
            1,
            Authentication.Hmac.Mode.PERMISSIVE,
            Duration.ofSeconds(30),
            true,
            new Authentication.None());

    private final World world = new DefaultSimulator().newWorld(1);
    private final Platform platform;
    private final VrrpEngine engine;
    private final Map<Family, PacketReceiver> receivers = new EnumMap<>(Family.class);
    private final List<byte[]> sent = new ArrayList<>();
    private final List<byte[]> frames = new ArrayList<>();

    /** @param host the last octet of its addresses */
    FuzzedRouters(int host) {
        Node node = world.newNode("fuzzed");
        node.connect(
                world.newLan("lan"),
                "eth0",
                new MacAddress(0x0200_0000_0000L + host),
                "10.0.0." + host + "/24",
                "fe80::" + host + "/64");
        platform = node.start();
        engine = new DefaultVrrpEngineFactory()
                .create(with(Platform.class, platform, Map.of("network", this::watched)), event -> {});
        world.await(engine.apply(new Configuration("fuzzed", instances())), LIMIT);
    }

    private static List<VrrpInstance> instances() {
        List<VrrpInstance> all = new ArrayList<>();
        all.add(instance(1, Family.IPV4, 2, new Authentication.None()));
        all.add(instance(2, Family.IPV4, 2, new Authentication.Pass(PASSWORD)));
        all.add(instance(3, Family.IPV4, 2, new Authentication.Ah(PASSWORD)));
        all.add(instance(4, Family.IPV4, 2, HMAC));
        all.add(instance(5, Family.IPV4, 3, new Authentication.None()));
        all.add(instance(6, Family.IPV4, 3, HMAC));
        all.add(instance(7, Family.IPV6, 3, new Authentication.None()));
        all.add(instance(8, Family.IPV6, 3, HMAC));
        return all;
    }

    private static VrrpInstance instance(int vrid, Family family, int version, Authentication authentication) {
        boolean ipv4 = family == Family.IPV4;
        InetAddress address = address(ipv4 ? "10.0.0." + (100 + vrid) : "fe80::5e:" + vrid);
        return new VrrpInstance.Builder(
                        "VI_" + vrid, "eth0", vrid, family, version, address(ipv4 ? "224.0.0.18" : "ff02::12"))
                .authentication(authentication)
                .addresses(List.of(new VirtualAddress(address, ipv4 ? 24 : 64, "eth0", 0, null, null)))
                .build();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    /** A packet arrives, a little after the one before. */
    void receive(byte[] packet, boolean ipv6) {
        PacketReceiver receiver = receivers.get(ipv6 ? Family.IPV6 : Family.IPV4);
        if (receiver == null) {
            throw new IllegalStateException("nobody listens");
        }
        ByteBuffer buffer = ByteBuffer.wrap(packet);
        platform.loop().execute(() -> receiver.received(buffer));
        world.run(Duration.ofMillis(10));
    }

    EngineStatus status() {
        return world.await(engine.status(), LIMIT);
    }

    /** What is sent until a time has passed. */
    List<byte[]> listen(Duration time) {
        world.run(time);
        return sent;
    }

    /** The Ethernet frames that were sent so far. */
    List<byte[]> frames() {
        return frames;
    }

    private Object watched(Object[] none) {
        Network network = platform.network();
        return with(Network.class, network, Map.of("open", arguments -> {
            receivers.put((Family) arguments[1], (PacketReceiver) arguments[2]);
            Port port = (Port) call(() -> Network.class
                    .getMethod("open", org.gemel.api.platform.Link.class, Family.class, PacketReceiver.class)
                    .invoke(network, arguments));
            return with(
                    Port.class,
                    port,
                    Map.of(
                            "sendPacket",
                            packet -> port.sendPacket(kept((ByteBuffer) packet[0], sent)),
                            "sendFrame",
                            frame -> port.sendFrame(kept((ByteBuffer) frame[0], frames))));
        }));
    }

    private static ByteBuffer kept(ByteBuffer buffer, List<byte[]> list) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        list.add(bytes);
        return buffer;
    }

    /** An object with some methods replaced; whatever else its type has or will have is passed on. */
    private static <T> T with(Class<T> type, T original, Map<String, Function<Object[], Object>> replaced) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Function<Object[], Object> replacement = replaced.get(method.getName());
                    Object[] arguments = given == null ? new Object[0] : given;
                    return replacement == null
                            ? call(() -> method.invoke(original, arguments))
                            : replacement.apply(arguments);
                }));
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private static Object call(Call call) {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
