package org.gemel.platform.linux.internal.watch;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.NetworkNamespace;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/** The kernel's news of processes, which it tells in the initial network namespace and nowhere else. */
final class ProcessConnector implements AutoCloseable {

    /** Hears what processes do; threads are left out. */
    interface Listener {

        /** A process made another, which does the same as it. */
        void forked(int parent, int child);

        /** A process does something else or calls itself something else. */
        void changed(int pid);

        /** A process ended. */
        void exited(int pid);

        /** Some news were lost. */
        void lost();

        /** There is no more news for now. */
        void settled();
    }

    // <linux/connector.h>, <linux/cn_proc.h>
    private static final int NETLINK_CONNECTOR = 11;
    private static final int CN_IDX_PROC = 1;
    private static final int CN_VAL_PROC = 1;
    private static final int PROC_CN_MCAST_LISTEN = 1;
    private static final int PROC_EVENT_NONE = 0;
    private static final int PROC_EVENT_FORK = 1;
    private static final int PROC_EVENT_EXEC = 2;
    private static final int PROC_EVENT_COMM = 0x200;
    private static final int PROC_EVENT_EXIT = 0x80000000;

    /** struct nlmsghdr, struct cn_msg, struct proc_event { u32 what; u32 cpu; u64 time; u32 data[]; } */
    private static final int CN_MSG = 16;

    private static final int EVENT = CN_MSG + 20;
    private static final int DATA = EVENT + 16;

    private static final int QUEUE = 1 << 20;
    private static final int BUFFER = 4096;
    private static final int MOST_A_TURN = 256;
    private static final int PATIENCE_MILLIS = 500;

    /** Who is likely to be in the initial namespace: this process's first thread, the first kernel thread, the first process. */
    private static final List<String> PROBABLY_THERE = List.of("self", "2", "1");

    private static final String INSTEAD =
            "; count with a vrrp_script such as \"pgrep -x NAME\" instead, or see to it that Gemel runs as root outside of"
                    + " containers on a kernel with CONFIG_CONNECTOR=y and CONFIG_PROC_EVENTS=y";

    private final Descriptor socket;
    private final KernelLoop.Watch watch;
    private final Listener listener;
    private final NativeBuffer in = NativeBuffer.allocate(BUFFER);

    /** Begins to listen; blocks for half a second at most. */
    ProcessConnector(KernelLoop loop, Listener listener) throws PlatformException {
        this.listener = listener;
        socket = connect();
        try {
            awaitAnswer();
            watch = loop.watch(socket.fd(), this::read);
        } catch (PlatformException e) {
            socket.close();
            throw e;
        }
    }

    private static Descriptor connect() throws PlatformException {
        Descriptor here = open();
        int error = listen(here);
        if (error == 0) {
            return here;
        }
        here.close();
        if (error != Abi.ECONNREFUSED) {
            throw refused(Errno.text(error));
        }
        return connectInFirstNamespace();
    }

    /** On a thread that ends with it, so that no other ever is in the wrong namespace. */
    private static Descriptor connectInFirstNamespace() throws PlatformException {
        Attempt attempt = new Attempt();
        Thread thread = new Thread(attempt, "gemel-connect");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (attempt.socket == null) {
            throw refused(String.valueOf(attempt.failure));
        }
        return attempt.socket;
    }

    private static final class Attempt implements Runnable {

        private @Nullable Descriptor socket;
        private @Nullable String failure;

        @Override
        public void run() {
            for (String process : PROBABLY_THERE) {
                if (socket == null) {
                    attempt(Path.of("/proc", process, "ns/net"));
                }
            }
        }

        private void attempt(Path namespace) {
            try {
                NetworkNamespace.enter(namespace);
                Descriptor opened = open();
                int error = listen(opened);
                if (error == 0) {
                    socket = opened;
                } else {
                    opened.close();
                    failure = namespace + " is not the initial one";
                }
            } catch (PlatformException e) {
                failure = e.getMessage();
            }
        }
    }

    private static Descriptor open() throws PlatformException {
        int fd = Libc.socket(Abi.AF_NETLINK, Abi.SOCK_DGRAM | Abi.SOCK_NONBLOCK_CLOEXEC, NETLINK_CONNECTOR);
        if (fd < 0) {
            throw refused(Errno.text(Libc.errno()));
        }
        Descriptor socket = Descriptor.of(fd, "hear of processes", "CAP_NET_ADMIN");
        NativeBuffer size = NativeBuffer.ofInt(QUEUE);
        if (socket.option(Abi.SOL_SOCKET, Abi.SO_RCVBUFFORCE, size) != 0) {
            socket.option(Abi.SOL_SOCKET, Abi.SO_RCVBUF, size);
        }
        return socket;
    }

    /** Joins the news and asks for them; returns the error number. */
    private static int listen(Descriptor socket) {
        NativeBuffer address = Abi.netlinkAddress(CN_IDX_PROC);
        if (Libc.bind(socket.fd(), address.pointer(), address.size()) < 0) {
            return Libc.errno();
        }
        int length = EVENT + Integer.BYTES;
        NativeBuffer request = NativeBuffer.allocate(length);
        request.bytes()
                .putInt(0, length)
                .putShort(4, Abi.NLMSG_DONE)
                .putInt(CN_MSG, CN_IDX_PROC)
                .putInt(CN_MSG + 4, CN_VAL_PROC)
                .putShort(CN_MSG + 16, (short) Integer.BYTES)
                .putInt(EVENT, PROC_CN_MCAST_LISTEN);
        return Libc.send(socket.fd(), request.pointer(), length, 0) == length ? 0 : Libc.errno();
    }

    /** In a container the kernel does not even refuse. */
    private void awaitAnswer() throws PlatformException {
        NativeBuffer poll = NativeBuffer.allocate(Abi.POLLFD_SIZE);
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (System.nanoTime() - end < 0) {
            poll.bytes().putInt(0, socket.fd()).putShort(4, (short) Abi.POLLIN);
            Libc.poll(poll.pointer(), 1, PATIENCE_MILLIS);
            int length = Libc.recv(socket.fd(), in.pointer(), BUFFER, 0);
            if (length >= DATA + Integer.BYTES && in.bytes().getInt(EVENT) == PROC_EVENT_NONE) {
                int error = in.bytes().getInt(DATA);
                if (error != 0) {
                    throw refused(Errno.text(error));
                }
                return;
            }
        }
        throw refused("it does not answer");
    }

    private static PlatformException refused(String reason) {
        return new PlatformException("the kernel does not tell of processes here: " + reason + INSTEAD);
    }

    private void read() {
        for (int i = 0; i < MOST_A_TURN; i++) {
            int length = Libc.recv(socket.fd(), in.pointer(), BUFFER, 0);
            if (length < 0) {
                if (Libc.errno() == Abi.ENOBUFS) {
                    listener.lost();
                }
                break;
            }
            if (length >= DATA + 2 * Integer.BYTES) {
                event(in.bytes(), length);
            }
        }
        listener.settled();
    }

    private void event(ByteBuffer bytes, int length) {
        int first = bytes.getInt(DATA);
        int second = bytes.getInt(DATA + 4);
        switch (bytes.getInt(EVENT)) {
            case PROC_EVENT_FORK -> {
                if (length >= DATA + 16 && bytes.getInt(DATA + 8) == bytes.getInt(DATA + 12)) {
                    listener.forked(second, bytes.getInt(DATA + 12));
                }
            }
            case PROC_EVENT_EXEC -> listener.changed(second);
            case PROC_EVENT_COMM -> {
                if (first == second) {
                    listener.changed(second);
                }
            }
            case PROC_EVENT_EXIT -> {
                if (first == second) {
                    listener.exited(second);
                }
            }
            default -> {}
        }
    }

    @Override
    public void close() {
        watch.close();
        socket.close();
    }
}
