package org.gemel.checker.connection.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gemel.checker.connection.CurrentLine;
import org.gemel.checker.connection.Line;
import org.junit.jupiter.api.Test;

class CurrentLineTest {

    private final List<String> hungUp = new ArrayList<>();
    private final CurrentLine current = new CurrentLine();

    private Line line(String name) {
        return new Line() {
            @Override
            public void say(byte[] bytes) {}

            @Override
            public void hangUp() {
                hungUp.add(name);
            }
        };
    }

    @Test
    void theLastLineIsHungUpThoughTheFirstWasHandedOverLater() {
        current.is(1, line("second"));
        current.is(0, line("first"));
        current.hangUp();
        assertThat(hungUp).containsExactly("second");
    }

    @Test
    void whatIsDialledWhenNobodyWaitsIsHungUpAtOnce() {
        current.is(0, line("first"));
        current.hangUp();
        current.is(1, line("second"));
        assertThat(hungUp).containsExactly("first", "second");
    }
}
