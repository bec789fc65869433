package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.appliance.Appliance.Change;
import org.gemel.api.appliance.Appliance.Cost;
import org.gemel.api.appliance.Appliance.ReloadPlan;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateCommandTest {

    private final List<List<String>> begun = new ArrayList<>();

    private UpdateCommand command(@Nullable Instant due) {
        return command(due, new ReloadPlan(true, List.of(), List.of()));
    }

    private UpdateCommand command(@Nullable Instant due, ReloadPlan plan) {
        UpdateCommand command = new UpdateCommand();
        command.updates = arguments -> {
            begun.add(arguments);
            return Map.of("text", "updating", "exit", "0");
        };
        command.appliance = (Appliance) Proxy.newProxyInstance(
                Appliance.class.getClassLoader(), new Class<?>[] {Appliance.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "confirmationDue" -> due;
                        case "plan" -> plan;
                        case "configurationFile" -> Path.of("/etc/gemel/gemel.conf");
                        default -> throw new AssertionError(method.toString());
                    };
                });
        return command;
    }

    @Test
    void theLauncherIsAsked() {
        assertThat(command(null).update("a.jar")).isEqualTo("updating");
        assertThat(begun).containsExactly(List.of("a.jar"));
    }

    @Test
    void withoutALauncherItSaysSo() {
        assertThatThrownBy(() -> new UpdateCommand().update("a.jar"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no launcher runs these bundles");
    }

    @Test
    void notWhileAConfirmationIsAwaitedThatTheNextVersionWouldNotKnowOf() {
        UpdateCommand command = command(Instant.EPOCH.plusNanos(5));
        assertThatThrownBy(() -> command.update("a.jar"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("awaits a confirmation until 1970-01-01T00:00:00Z")
                .hasMessageContaining("gemel confirm");
        assertThat(begun).isEmpty();
    }

    @Test
    void howItWentIsToldMeanwhile() {
        assertThat(command(Instant.EPOCH).update()).isEqualTo("updating");
    }

    @Test
    void notWhileTheFileIsNotWhatRuns() {
        Change gone = new Change("VI_1 (eth0, VRID 51): removed", Cost.LEAVES);
        UpdateCommand command = command(null, new ReloadPlan(true, List.of(gone, gone), List.of()));
        assertThatThrownBy(() -> command.update("--force", "a.jar"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is not what /etc/gemel/gemel.conf says any more (VI_1 (eth0, VRID 51): removed,"
                        + " and 1 more); reload first (gemel reload)");
        assertThat(begun).isEmpty();
    }

    @Test
    void notWhileTheFileHasErrors() {
        UpdateCommand command = command(null, unusable("bad-value"));
        assertThatThrownBy(() -> command.update("a.jar"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("gemel.conf:3:5: error: it is bad");
        assertThat(begun).isEmpty();
    }

    @Test
    void whatReadsTheFileIsUpdatedAlsoIfItReadsNothing() {
        assertThat(command(null, unusable("no-format")).update("config.jar")).isEqualTo("updating");
    }

    private static ReloadPlan unusable(String code) {
        return new ReloadPlan(
                false,
                List.of(),
                List.of(new Diagnostic(new Position("gemel.conf", 3, 5), Severity.ERROR, code, "it is bad", "")));
    }
}
