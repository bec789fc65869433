package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gemel.api.appliance.Appliance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateCommandTest {

    private final List<List<String>> begun = new ArrayList<>();

    private UpdateCommand command(@Nullable Instant due) {
        UpdateCommand command = new UpdateCommand(arguments -> {
            begun.add(arguments);
            return Map.of("text", "updating", "exit", "0");
        });
        command.appliance = (Appliance) Proxy.newProxyInstance(
                Appliance.class.getClassLoader(), new Class<?>[] {Appliance.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("confirmationDue");
                    return due;
                });
        return command;
    }

    @Test
    void theLauncherIsAsked() {
        assertThat(command(null).update("a.jar")).isEqualTo("updating");
        assertThat(begun).containsExactly(List.of("a.jar"));
    }

    @Test
    void notWhileAConfirmationIsAwaitedThatTheNextVersionWouldNotKnowOf() {
        UpdateCommand command = command(Instant.EPOCH);
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
}
