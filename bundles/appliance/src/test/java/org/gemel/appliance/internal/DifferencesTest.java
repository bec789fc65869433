package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Position;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static final Position AT = new Position("a.conf", 1, 1);

    private static Setting setting(String name, String value, boolean secret) {
        return new Setting(name, List.of(value), List.of(), null, AT, secret);
    }

    @Test
    void theSecretsOfChecksAreNotShown() {
        assertThat(Differences.between(
                        "check",
                        List.of(setting("password", "old", true), setting("database", "1", false)),
                        List.of(setting("password", "new", true), setting("database", "2", false))))
                .containsExactly(
                        "check password (not shown)",
                        "check database arguments 2 added",
                        "check database arguments 1 removed");
    }
}
