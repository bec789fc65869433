package org.gemel.checker.connection.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketsTest {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    /** Netty decides once for all of a process, so another one is asked. */
    private static String chosen(String option, String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        classPath,
                        Chosen.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Says which sockets are the best. */
    static final class Chosen {

        private Chosen() {}

        public static void main(String[] arguments) {
            System.out.println(Sockets.best());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dio.netty.transport.noNative=true", "-Dos.arch=mips"})
    void whereNettyHasNoLibraryTheJdksSocketsAreUsed(String option) throws IOException, InterruptedException {
        assertThat(chosen(option, CLASS_PATH)).endsWith("the JDK's sockets");
    }

    @Test
    void aLibraryThatCannotBeLoadedIsAsGoodAsNone(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
        Path library = folder.resolve("META-INF/native/libnetty_transport_native_epoll_x86_64.so");
        Files.createDirectories(library.getParent());
        Files.writeString(library, "for another C library");
        String without = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(each -> !each.contains("netty-transport-native-epoll"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(chosen("-Dio.netty.native.workdir=" + folder, folder + File.pathSeparator + without))
                .endsWith("the JDK's sockets");
        assertThat(chosen("-Dx=y", CLASS_PATH)).endsWith("epoll");
    }
}
