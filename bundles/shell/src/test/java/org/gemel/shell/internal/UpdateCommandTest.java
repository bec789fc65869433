package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateCommandTest {

    private final List<List<String>> begun = new ArrayList<>();

    private UpdateCommand command() {
        UpdateCommand command = new UpdateCommand();
        command.updates = arguments -> {
            begun.add(arguments);
            return Map.of("text", "updating", "exit", "0");
        };
        return command;
    }

    @Test
    void theLauncherIsAsked() {
        assertThat(command().update("a.jar")).isEqualTo("updating");
        assertThat(begun).containsExactly(List.of("a.jar"));
    }

    @Test
    void withoutALauncherItSaysSo() {
        assertThatThrownBy(() -> new UpdateCommand().update("a.jar"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no launcher runs these bundles");
    }

    @Test
    void howItWentIsToldMeanwhile() {
        assertThat(command().update()).isEqualTo("updating");
    }
}
