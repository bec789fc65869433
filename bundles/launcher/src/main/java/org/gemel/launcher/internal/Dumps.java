package org.gemel.launcher.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a running appliance does at SIGUSR1 and SIGUSR2, which scripts send to keepalived (behaviour 23): it writes what {@code
 * gemel status} and {@code gemel counters} print to files in the run directory. Left alone the first would end the process, and
 * the second would crash the JVM; so both are handled before anything else begins, and for ever. SIGHUP is heard, and nothing
 * is done, until the appliance is there to reload.
 */
final class Dumps {

    /** The command whose answer each signal asks for, by the signal's name. */
    private static final Map<String, String> COMMANDS = Map.of("USR1", "status", "USR2", "counters");

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Logger LOG = Logger.getLogger("org.gemel.launcher");

    private final Path runDirectory;

    private Dumps(Path runDirectory) {
        this.runDirectory = runDirectory;
    }

    /** Handles the signals from now on, on threads of the JVM's. */
    static void handle(Path runDirectory) {
        Dumps dumps = new Dumps(runDirectory);
        COMMANDS.keySet().forEach(signal -> handle(signal, () -> dumps.dump(signal)));
        handle("HUP", () -> LOG.info("SIGHUP came while nothing ran that could be reloaded"));
    }

    /** Where the answer of a signal is written. */
    static Path file(Path runDirectory, String signal) {
        return runDirectory.resolve(COMMANDS.get(signal) + ".txt");
    }

    /** One at a time: whoever reads a file shall find a whole one. */
    private synchronized void dump(String signal) {
        String command = String.valueOf(COMMANDS.get(signal));
        Path file = file(runDirectory, signal);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            new ControlClient(
                            runDirectory,
                            InputStream.nullInputStream(),
                            new PrintStream(answer, true, StandardCharsets.UTF_8))
                    .run(command, List.of());
            Path next = Files.createTempFile(runDirectory, command, ".tmp", OWNER_ONLY);
            Files.write(next, answer.toByteArray());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            LOG.log(Level.INFO, "SIG{0}: wrote {1}", new Object[] {signal, file});
        } catch (IOException | Failure e) {
            LOG.log(Level.WARNING, "SIG{0}: could not write {1}: {2}", new Object[] {signal, file, e.getMessage()});
        }
    }

    /**
     * The JDK has signals in an unsupported class only, which no compiler takes without a warning; hence reflection. Where it is
     * missing, a signal does what the JVM makes of it.
     */
    private static void handle(String name, Runnable action) {
        try {
            ClassLoader system = ClassLoader.getSystemClassLoader();
            Class<?> signalType = Class.forName("sun.misc.Signal", true, system);
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler", true, system);
            Object handler = Proxy.newProxyInstance(
                    system, new Class<?>[] {handlerType}, (proxy, method, arguments) -> called(method, proxy, action));
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException | LinkageError unavailable) {
            LOG.log(Level.FINE, "SIG" + name + " is not heard", unavailable);
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
}
