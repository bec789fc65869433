package org.gemel.platform.simulated.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Port;

/** Between an engine and its platform: counts what the kernel is asked for, and has one call fail as only a defect can. */
final class Saboteur {

    private boolean counting;
    private int calls;
    private int failing = -1;
    private String what = "";

    Platform between(Platform real) {
        return wrap(Platform.class, real);
    }

    /** From now on. */
    void count() {
        counting = true;
        calls = 0;
    }

    int calls() {
        return calls;
    }

    /** Lets one call fail: so many calls from now. */
    void failAt(int call) {
        count();
        failing = call;
    }

    /** What has failed. */
    String what() {
        return what;
    }

    /** Whether it is this that somebody complains of. */
    boolean happenedTo(Throwable complaint) {
        for (Throwable each = complaint; each != null; each = each.getCause()) {
            if (each instanceof Sabotage) {
                return true;
            }
        }
        return false;
    }

    private <T> T wrap(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> wrapped(call(method, real, arguments))));
    }

    private Object wrapped(Object result) {
        if (result instanceof Network network) {
            return wrap(Network.class, network);
        }
        if (result instanceof Port port) {
            return wrap(Port.class, port);
        }
        return result;
    }

    private Object call(Method method, Object target, Object[] arguments) throws Throwable {
        boolean kernel = target instanceof Network || target instanceof Port;
        if (counting && kernel && calls++ == failing) {
            what = method.getDeclaringClass().getSimpleName() + "." + method.getName();
            throw new Sabotage(what);
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static final class Sabotage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Sabotage(String what) {
            super(what);
        }
    }
}
