package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gemel.api.config.ProcessSettings.Hook;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HooksTest {

    private final List<String> done = new ArrayList<>();
    private final AtomicReference<Consumer<Ending>> ended = new AtomicReference<>();
    private boolean answersSignals = true;

    @Test
    void whereThereIsNoProgramNothingIsRun() throws Exception {
        hooks(program -> {}).run("startup_script", null);
        assertThat(done).isEmpty();
    }

    @Test
    void aProgramIsRunToItsEndAsItsUser() throws Exception {
        hooks(program -> ended.get().accept(new Ending.Exited(3, "no"))).run("startup_script", hook(60_000));
        assertThat(done).containsExactly("[/bin/setup, eth0] nobody nogroup");
    }

    @Test
    void aProgramThatTakesTooLongIsAskedToEnd() throws Exception {
        hooks(program -> {}).run("startup_script", hook(1));
        assertThat(done).containsExactly("[/bin/setup, eth0] nobody nogroup", "TERMINATE");
    }

    @Test
    void aProgramThatDoesNotEndWhenAskedIsKilled() throws Exception {
        answersSignals = false;
        hooks(program -> {}).run("startup_script", hook(1));
        assertThat(done).containsExactly("[/bin/setup, eth0] nobody nogroup", "TERMINATE", "killed");
    }

    private static Hook hook(int millis) {
        return new Hook(
                List.of("/bin/setup", "eth0"), "nobody", "nogroup", ScriptPolicy.DEFAULT, Duration.ofMillis(millis));
    }

    /** On a platform whose loop does everything at once. */
    private Hooks hooks(Consumer<Program> started) {
        Programs programs = (program, ending) -> {
            done.add(program.command() + " " + program.user() + " " + program.group());
            ended.set(ending);
            started.accept(program);
            return new Run();
        };
        EventLoop loop = only(EventLoop.class, "execute", arguments -> {
            ((Runnable) arguments[0]).run();
            return null;
        });
        return new Hooks((Platform) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Platform.class},
                (p, m, a) -> m.getName().equals("loop") ? loop : programs));
    }

    private static <T> T only(Class<T> type, String method, Function<Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, m, arguments) -> {
            assertThat(m.getName()).isEqualTo(method);
            return answer.apply(arguments);
        }));
    }

    private final class Run implements Programs.Run {
        @Override
        public void signal(Programs.Signal signal) {
            done.add(signal.name());
            if (answersSignals) {
                ended.get().accept(new Ending.Killed("SIGTERM", ""));
            }
        }

        @Override
        public void close() {
            done.add("killed");
        }
    }
}
