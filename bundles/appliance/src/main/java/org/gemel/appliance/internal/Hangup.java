package org.gemel.appliance.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What signals do, above all HUP: keepalived's users send it to reload, and the JVM would end the process. The JDK has signals
 * in an unsupported class only, which not every framework lets bundles import and no compiler takes without a warning;
 * hence reflection. Where it is missing, the signal does what the JVM makes of it.
 */
final class Hangup {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private Hangup() {}

    /**
     * Runs an action at each signal from now on, on a thread of the JVM's.
     *
     * @return run it to have the former effect again
     */
    static Runnable handle(Runnable action) {
        return handle("HUP", action);
    }

    /** The same for another signal. */
    static Runnable handle(String name, Runnable action) {
        try {
            ClassLoader system = ClassLoader.getSystemClassLoader();
            Class<?> signalType = Class.forName("sun.misc.Signal", true, system);
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler", true, system);
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object handler = Proxy.newProxyInstance(
                    system, new Class<?>[] {handlerType}, (proxy, method, arguments) -> called(method, proxy, action));
            Object former = handle.invoke(null, signal, handler);
            if (name.equals("HUP") && former == handlerType.getField("SIG_IGN").get(null)) {
                // The JVM leaves it so.
                LOG.info("SIGHUP does not reload, for it was to be ignored when Gemel was started, as nohup asks for;"
                        + " reload with: gemel reload");
            }
            return () -> restore(handle, signal, former);
        } catch (ReflectiveOperationException | LinkageError unavailable) {
            LOG.debug("SIG{} is not heard", name, unavailable);
            return () -> {};
        }
    }

    private static @Nullable Object called(Method method, Object proxy, Runnable action) {
        return switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "Gemel hears a signal";
            default -> false;
        };
    }

    private static void restore(Method handle, Object signal, Object former) {
        try {
            handle.invoke(null, signal, former);
        } catch (ReflectiveOperationException failed) {
            LOG.debug("a signal keeps its handler", failed);
        }
    }
}
