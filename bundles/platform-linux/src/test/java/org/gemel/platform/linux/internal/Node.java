package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Port;

/** A platform in a namespace that notes down what it hears, for a test on another thread. */
final class Node implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    final LinuxPlatform platform;
    final Network network;
    final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
    final BlockingQueue<String> news = new LinkedBlockingQueue<>();

    Node(String namespace) throws Exception {
        platform = new LinuxPlatform(Lab.file(namespace));
        network = platform.network();
        boolean up = onLoop(() -> {
            network.subscribe(new Notes());
            Link eth0 = network.link("eth0");
            return eth0 != null && eth0.up();
        });
        if (!up) {
            // The kernel may take a second to find out that the cable is in.
            assertThat(nextNews()).isEqualTo("link eth0 up");
        }
    }

    <T> T onLoop(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        platform.loop().execute(future);
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Link eth0() throws Exception {
        Link link = onLoop(() -> network.link("eth0"));
        assertThat(link).isNotNull();
        return link;
    }

    /** Opens eth0; what arrives goes to {@link #packets}. */
    Port open(Family family) throws Exception {
        Link link = eth0();
        return onLoop(() -> network.open(link, family, packet -> {
            byte[] bytes = new byte[packet.remaining()];
            packet.get(bytes);
            packets.add(bytes);
        }));
    }

    boolean send(Port port, byte[] packet) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(packet.length).put(packet).flip();
        return onLoop(() -> port.sendPacket(buffer));
    }

    /** The next packet, or null if none comes for long. */
    byte[] nextPacket() throws InterruptedException {
        return packets.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next news, or null if none comes for long. */
    String nextNews() throws InterruptedException {
        return news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws PlatformException {
        platform.close();
    }

    private final class Notes implements NetworkListener {
        @Override
        public void linkChanged(Link link) {
            news.add("link " + link.name() + (link.up() ? " up" : " down"));
        }

        @Override
        public void linkRemoved(Link link) {
            news.add("link " + link.name() + " gone");
        }

        @Override
        public void addressAdded(Link link, InetAddress address) {
            news.add("+" + address.getHostAddress());
        }

        @Override
        public void addressRemoved(Link link, InetAddress address) {
            news.add("-" + address.getHostAddress());
        }

        @Override
        public void routeRemoved(Route route) {
            news.add("route gone: " + route);
        }

        @Override
        public void ruleRemoved(Rule rule) {
            news.add("rule gone: " + rule);
        }
    }
}
