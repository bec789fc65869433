package org.gemel.platform.linux.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.gemel.api.platform.EventLoop;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound on how long the event loop computes with real-time priority (RLIMIT_RTTIME). The kernel's signal would end the
 * process; here it makes the loop an ordinary thread until it gets round to its tasks again, so that a loop that hangs
 * leaves the machine to others, and one that was only busy goes on.
 *
 * <p>The JDK has signals in an unsupported class only, hence reflection.
 */
final class ComputingLimit implements AutoCloseable {

    private static final long NO_LIMIT = -1;
    private static final Logger LOG = LoggerFactory.getLogger(ComputingLimit.class);

    private final EventLoop loop;
    private final int loopThread;
    private @Nullable Runnable restore;
    private volatile long micros = NO_LIMIT;
    private volatile int priority;

    /**
     * No limit yet.
     *
     * @param loopThread the loop's thread by the kernel's number
     */
    ComputingLimit(EventLoop loop, int loopThread) {
        this.loop = loop;
        this.loopThread = loopThread;
    }

    /**
     * Sets or, with null, lifts the limit.
     *
     * @param priority what the loop gets back after it was over the limit
     * @return why it could not be set; null if it was
     */
    @Nullable
    String set(@Nullable Duration limit, int priority) {
        this.priority = priority;
        if (limit == null && micros == NO_LIMIT) {
            return null;
        }
        if (limit != null && restore == null) {
            restore = onSignal();
            if (restore == null) {
                return "The event loop may compute for as long as it likes: this Java runtime lets nobody handle the signal"
                        + " XCPU. Remove vrrp_rlimit_rttime";
            }
        }
        micros = limit == null ? NO_LIMIT : limit.toNanos() / 1000;
        if (apply() != 0) {
            return "The event loop may compute for as long as it likes (" + Errno.text(Libc.errno())
                    + "). Raise the limit in the systemd unit (LimitRTTIME=), or remove vrrp_rlimit_rttime";
        }
        return null;
    }

    /** Lifts the limit, and after that the signal has its usual effect again. */
    @Override
    public void close() {
        if (restore != null) {
            micros = NO_LIMIT;
            apply();
            restore.run();
            restore = null;
        }
    }

    private int apply() {
        NativeBuffer limit = NativeBuffer.allocate(Abi.RLIMIT64_SIZE);
        limit.bytes().putLong(0, micros).putLong(8, NO_LIMIT);
        return Libc.syscall(Abi.SYS_PRLIMIT64, 0, Abi.RLIMIT_RTTIME, limit.pointer(), null);
    }

    /** On a thread of the JVM's. The virtual machine's own thread may have been the one; it does not hang. */
    private void exceeded() {
        RealTime.lower(loopThread);
        // The kernel grants another second with each signal.
        apply();
        loop.execute(() -> RealTime.raise(priority));
        LOG.debug("the event loop or the virtual machine computed for more than {} us without a pause", micros);
    }

    private @Nullable Runnable onSignal() {
        try {
            ClassLoader system = ClassLoader.getSystemClassLoader();
            Class<?> signalType = Class.forName("sun.misc.Signal", true, system);
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler", true, system);
            Object signal = signalType.getConstructor(String.class).newInstance("XCPU");
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object handler = Proxy.newProxyInstance(
                    system, new Class<?>[] {handlerType}, (proxy, method, arguments) -> called(method, proxy));
            Object former = handle.invoke(null, signal, handler);
            return () -> restore(handle, signal, former);
        } catch (ReflectiveOperationException | LinkageError unavailable) {
            LOG.debug("SIGXCPU cannot be handled", unavailable);
            return null;
        }
    }

    private @Nullable Object called(Method method, Object proxy) {
        return switch (method.getName()) {
            case "handle" -> {
                exceeded();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "SIGXCPU lowers the event loop";
            default -> false;
        };
    }

    private static void restore(Method handle, Object signal, Object former) {
        try {
            handle.invoke(null, signal, former);
        } catch (ReflectiveOperationException failed) {
            LOG.debug("SIGXCPU keeps its handler", failed);
        }
    }
}
