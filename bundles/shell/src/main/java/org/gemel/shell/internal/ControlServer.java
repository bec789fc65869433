package org.gemel.shell.internal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.apache.felix.service.command.CommandProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections at a Unix socket and holds a {@link Conversation} on each, in a thread from a small pool. */
final class ControlServer implements AutoCloseable {

    /** For answers under way, among them the one to the command that stops us. */
    private static final long LAST_ANSWERS_MILLIS = 500;

    private static final long SWEEP_MINUTES = 5;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.shell");

    private final SocketFile socket;
    private final CommandProcessor processor;
    private final Completion completion;
    private final Incoming incoming;
    private final Limits limits;
    private final UserPrincipal self;
    private final UserPrincipal root;
    private final ThreadPoolExecutor conversations;
    private final ScheduledThreadPoolExecutor watchdog;
    private final Thread acceptor;

    /** Takes over the socket and accepts from now on until closed. */
    ControlServer(SocketFile socket, CommandProcessor processor, Completion completion, Limits limits)
            throws IOException {
        this.socket = socket;
        this.processor = processor;
        this.completion = completion;
        this.incoming = new Incoming(socket.path().resolveSibling("cache").resolve("incoming"));
        this.limits = limits;
        self = Files.getOwner(socket.path());
        root = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("root");
        conversations = new ThreadPoolExecutor(
                0, limits.connections(), 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named("gemel-control"));
        watchdog = new ScheduledThreadPoolExecutor(1, named("gemel-control-watchdog"));
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.scheduleWithFixedDelay(incoming::sweep, 0, SWEEP_MINUTES, TimeUnit.MINUTES);
        acceptor = named("gemel-control-accept").newThread(this::accept);
        acceptor.start();
    }

    /** Accepts no more, lets answers under way end for a moment, and cuts off the rest. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.warn("cannot remove {}: {}", socket.path(), failed.getMessage());
        }
        conversations.shutdown();
        try {
            if (!conversations.awaitTermination(LAST_ANSWERS_MILLIS, TimeUnit.MILLISECONDS)) {
                // Interrupting a thread that reads or writes a channel closes the channel; one that waits for a command
                // can still say so.
                conversations.shutdownNow();
                conversations.awaitTermination(LAST_ANSWERS_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            conversations.shutdownNow();
            Thread.currentThread().interrupt();
        }
        acceptor.interrupt();
        watchdog.shutdownNow();
    }

    private void accept() {
        while (socket.channel().isOpen()) {
            try {
                admit(socket.channel().accept());
            } catch (ClosedChannelException closed) {
                return;
            } catch (OutOfMemoryError scarce) {
                // Somebody else takes all there is, or no thread can be had; saying so needs memory too.
                if (pause()) {
                    return;
                }
            } catch (IOException failed) {
                LOG.warn("cannot accept at {}: {}", socket.path(), failed.getMessage());
                if (pause()) {
                    return;
                }
            }
        }
    }

    /** Out of file descriptors, most likely: trying again at once would only burn the processor. */
    private static boolean pause() {
        try {
            Thread.sleep(100);
            return false;
        } catch (InterruptedException closed) {
            return true;
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        try {
            converse(channel);
        } catch (OutOfMemoryError scarce) {
            channel.close();
            throw scarce;
        }
    }

    private void converse(SocketChannel channel) throws IOException {
        TimedChannel timed = new TimedChannel(channel, watchdog, limits.stall());
        UserPrincipal peer =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!trusted(peer)) {
            Conversation.refuse(timed, "only root and the appliance's own user may connect");
            return;
        }
        try {
            conversations.execute(
                    () -> new Conversation(timed, processor, completion, incoming, limits, peer.getName()).hold());
        } catch (RejectedExecutionException busy) {
            Conversation.refuse(timed, "too many connections; try again");
        }
    }

    /** The file's mode says the same; but a mode is changed easily. */
    private boolean trusted(UserPrincipal peer) {
        return peer.equals(self) || peer.equals(root);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * What a client may take.
     *
     * @param connections at once
     * @param line bytes of a command line
     * @param request until the first line is there
     * @param idle between two lines of an interactive client
     * @param stall until a client takes a part of the answer
     */
    record Limits(int connections, int line, Duration request, Duration idle, Duration stall) {

        static final Limits DEFAULT =
                new Limits(8, 8192, Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofSeconds(30));
    }
}
