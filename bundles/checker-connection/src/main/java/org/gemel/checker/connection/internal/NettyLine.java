package org.gemel.checker.connection.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.Family;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.gemel.checker.connection.Target.Tls;
import org.gemel.checker.connection.Target.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection. All but what {@link Line} offers happens on its thread of the event loop. */
final class NettyLine extends ChannelInboundHandlerAdapter implements Line {

    /** What is read at once; the largest datagram that a check makes sense of is shorter. */
    private static final int READ = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(NettyLine.class);

    private final Target target;
    private final Conversation conversation;
    private final EventLoop loop;
    private final Sockets sockets;
    private final ByteBufAllocator buffers;
    private final TlsContexts contexts;
    private final long patience;
    private final long longest;

    private volatile boolean over;
    private @Nullable Channel channel;
    private @Nullable ScheduledFuture<?> timer;
    private boolean open;
    private boolean goodbye;
    private long waitingSince;
    private long dialledAt;

    NettyLine(
            Target target,
            Conversation conversation,
            EventLoop loop,
            Sockets sockets,
            ByteBufAllocator buffers,
            TlsContexts contexts) {
        this.target = target;
        this.conversation = conversation;
        this.loop = loop;
        this.sockets = sockets;
        this.buffers = buffers;
        this.contexts = contexts;
        this.patience = target.connection().timeout().toNanos();
        this.longest = Target.longest(target.connection()).toNanos();
    }

    /** @param obstacle why there is no network at all; null if there is one */
    void dial(@Nullable String obstacle) {
        onLoop(() -> {
            if (over) {
                return;
            }
            if (obstacle != null) {
                fail(obstacle);
                return;
            }
            try {
                begin();
            } catch (IOException standsAlone) {
                fail(String.valueOf(standsAlone.getMessage()));
            } catch (RuntimeException e) {
                fail(Words.of(e));
            }
        });
    }

    private void begin() throws IOException {
        Connection connection = target.connection();
        InetSocketAddress to = connection.to();
        Family family = Family.of(to.getAddress());
        boolean stream = target.transport() == Transport.TCP;
        Channel made = stream ? sockets.stream(family) : sockets.datagrams(family);
        channel = made;
        made.config().setAllocator(buffers);
        made.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ));
        if (connection.mark() != 0) {
            sockets.mark(made, connection.mark());
        }
        String interfaceName = connection.interfaceName();
        if (interfaceName != null) {
            sockets.tie(made, interfaceName);
        }
        if (stream && connection.fromPort() != 0) {
            // The next probe has the same ports: none of them may wait for stray packets (TIME-WAIT).
            made.config().setOption(ChannelOption.SO_REUSEADDR, true);
            made.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        Tls tls = target.tls();
        if (tls != null) {
            made.pipeline().addLast(handler(tls));
        }
        made.pipeline().addLast(this);
        dialledAt = System.nanoTime();
        waitingSince = dialledAt;
        timer = loop.schedule(this::lookAtTime, patience, TimeUnit.NANOSECONDS);
        loop.register(made);
        InetSocketAddress from = connection.from() != null || connection.fromPort() != 0
                ? new InetSocketAddress(
                        connection.from() == null ? any(family) : connection.from(), connection.fromPort())
                : null;
        ChannelFuture connected = from == null ? made.connect(to) : made.connect(to, from);
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                fail(Words.of(done.cause()));
            }
        });
    }

    private static InetAddress any(Family family) throws IOException {
        return InetAddress.getByAddress(new byte[family.addressLength()]);
    }

    private SslHandler handler(Tls tls) throws IOException {
        SslContext context = contexts.get(tls.client());
        String name = tls.serverName();
        SslHandler handler = context.newHandler(buffers);
        if (name != null) {
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            handler.engine().setSSLParameters(parameters);
        }
        // The patience of this line is all there is.
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeoutMillis(0);
        return handler;
    }

    /** Looks whether the server has been silent for too long. One timer goes on, instead of one for each byte. */
    private void lookAtTime() {
        if (over) {
            return;
        }
        long now = System.nanoTime();
        long leftAtAll = longest - (now - dialledAt);
        if (leftAtAll <= 0) {
            fail("the server is not done within " + Words.time(Duration.ofNanos(longest)));
            return;
        }
        long left = Math.min(patience - (now - waitingSince), leftAtAll);
        if (left > 0) {
            timer = loop.schedule(this::lookAtTime, left, TimeUnit.NANOSECONDS);
            return;
        }
        String time = Words.time(target.connection().timeout());
        Channel present = channel;
        boolean connected = present != null && present.isActive();
        fail(!connected ? "no connection within " + time : (open ? "no answer within " : "no TLS within ") + time);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        waitingSince = System.nanoTime();
        if (target.tls() == null) {
            opened();
        }
    }

    private void opened() {
        if (!over && !open) {
            open = true;
            guarded(() -> conversation.opened(this));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            waitingSince = System.nanoTime();
            if (handshake.isSuccess()) {
                opened();
            } else {
                fail(Words.of(handshake.cause()));
            }
        } else if (event instanceof SslCloseCompletionEvent close) {
            goodbye = close.isSuccess();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            waitingSince = System.nanoTime();
            ByteBuf bytes = message instanceof DatagramPacket datagram ? datagram.content() : (ByteBuf) message;
            if (!over) {
                guarded(() -> conversation.heard(bytes.nioBuffer()));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (over) {
            return;
        }
        if (!open) {
            fail("the server hung up during the TLS handshake");
            return;
        }
        finish();
        guarded(() -> conversation.ended(target.tls() == null || goodbye));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(Words.of(cause));
    }

    /** What a conversation throws is its own failure, and nobody else's. */
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.error("a check of {} is broken", target.connection().to(), broken);
            fail("the check is broken: " + broken);
        }
    }

    private void fail(String why) {
        if (over) {
            return;
        }
        finish();
        try {
            conversation.failed(why);
        } catch (RuntimeException broken) {
            LOG.error("a check of {} is broken", target.connection().to(), broken);
        }
    }

    private void finish() {
        over = true;
        ScheduledFuture<?> waiting = timer;
        if (waiting != null) {
            waiting.cancel(false);
        }
        Channel present = channel;
        if (present == null) {
            return;
        }
        if (present.isRegistered()) {
            present.close();
        } else {
            present.unsafe().closeForcibly();
        }
    }

    @Override
    public void say(byte[] bytes) {
        onLoop(() -> {
            Channel present = channel;
            if (!over && present != null) {
                waitingSince = System.nanoTime();
                present.writeAndFlush(Unpooled.wrappedBuffer(bytes));
            }
        });
    }

    @Override
    public void hangUp() {
        onLoop(() -> {
            if (!over) {
                finish();
            }
        });
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            // The platform is just going; what it had open is closed with it.
            LOG.debug("the event loop has ended", ended);
        }
    }
}
