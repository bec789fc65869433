package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void saysWhatFailedAndNotWhoCalledIt() {
        assertThat(Explanation.of(new InvocationTargetException(new IOException("no such file"))))
                .isEqualTo("no such file");
    }

    @Test
    void saysWhatToDoWhereMemoryIsShort() {
        assertThat(Explanation.of(new InvocationTargetException(new OutOfMemoryError("Java heap space"))))
                .contains("memory", "GEMEL_JAVA_OPTS");
    }
}
