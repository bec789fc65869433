package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The session and its completer against an appliance that answers from a list. */
@Timeout(30)
class ShellSessionTest {

    @TempDir
    private Path runDirectory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private ShellSession session;

    @AfterEach
    void closeSession() throws IOException {
        if (session != null) {
            session.close();
        }
    }

    @Test
    void manyQuestionsAreOneSession() throws Exception {
        try (Appliance appliance = new Appliance("one\n\u00040\n", "two\n\u00043\n")) {
            assertThat(ask("first")).isZero();
            assertThat(ask("second")).isEqualTo(3);
            assertThat(printed).hasToString("one\ntwo\n");
            assertThat(appliance.asked()).containsExactly(":session", "first", "second");
        }
    }

    @Test
    void anApplianceThatWasRestartedIsConnectedToAnew() throws Exception {
        try (Appliance old = new Appliance("one\n\u00040\n")) {
            ask("first");
            old.asked();
        }
        try (Appliance started = new Appliance("two\n\u00040\n")) {
            ask("second");
            assertThat(printed).hasToString("one\ntwo\n");
            assertThat(started.asked()).containsExactly(":session", "second");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsToldAndTheNextQuestionConnectsAnew() throws Exception {
        try (Appliance dying = new Appliance("half an ans")) {
            assertThatThrownBy(() -> ask("first"))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("ended before it had answered");
            dying.asked();
        }
        try (Appliance started = new Appliance("\u00040\n")) {
            assertThat(ask("second")).isZero();
            assertThat(started.asked()).contains("second");
        }
    }

    @Test
    void aControlCharacterCannotEndAQuestion() throws Exception {
        try (Appliance appliance = new Appliance("\u00040\n")) {
            ask("a\nb\u0004c");
            assertThat(appliance.asked()).containsExactly(":session", "a b c");
        }
    }

    @Test
    void tabAsksTheApplianceAboutTheLineUpToTheCursor() throws Exception {
        try (Appliance appliance = new Appliance("lan\tMASTER\nlan6\n\u00040\n")) {
            assertThat(complete("show la --json", 7))
                    .extracting(Candidate::value, Candidate::descr)
                    .containsExactly(tuple("lan", "MASTER"), tuple("lan6", null));
            assertThat(appliance.asked()).containsExactly(":session", ":complete show la");
        }
    }

    @Test
    void noSpaceFollowsAScope() throws Exception {
        try (Appliance appliance = new Appliance("felix:\nstatus\n\u00040\n")) {
            assertThat(complete("", 0)).extracting(Candidate::complete).containsExactly(false, true);
            assertThat(appliance.asked()).contains(":complete ");
        }
    }

    @Test
    void tabOffersNothingWhereNoApplianceRuns() {
        assertThat(complete("sta", 3)).isEmpty();
    }

    @Test
    void tabLooksForTheFilesOfCheckItself() throws IOException {
        Files.writeString(runDirectory.resolve("a.conf"), "");
        Files.createDirectory(runDirectory.resolve("a.d"));
        String line = "check --json " + runDirectory + "/a";
        assertThat(complete(line, line.length()))
                .extracting(Candidate::value)
                .containsExactlyInAnyOrder(runDirectory + "/a.conf", runDirectory + "/a.d/");
    }

    @Test
    void tabInADirectoryThatIsNotThereOffersNothing() {
        assertThat(complete("check /nowhere/at/all/", 22)).isEmpty();
    }

    private int ask(String line) throws IOException {
        return session().ask(line, printed);
    }

    private List<Candidate> complete(String text, int cursor) {
        ParsedLine line = new DefaultParser().parse(text, cursor, Parser.ParseContext.COMPLETE);
        List<Candidate> candidates = new ArrayList<>();
        LineReader unused = null;
        new ShellCompleter(session()).complete(unused, line, candidates);
        return candidates;
    }

    private ShellSession session() {
        if (session == null) {
            session = new ShellSession(runDirectory);
        }
        return session;
    }

    /** Takes one session, answers a line for each answer that it has, and ends. */
    private final class Appliance implements AutoCloseable {

        private final ServerSocketChannel server;
        private final CompletableFuture<List<String>> asked;

        Appliance(String... answers) throws IOException {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(RunDirectory.controlSocket(runDirectory)));
            asked = CompletableFuture.supplyAsync(() -> serve(answers));
        }

        private List<String> serve(String... answers) {
            List<String> lines = new ArrayList<>();
            try (SocketChannel client = server.accept();
                    BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
                lines.add(in.readLine());
                for (String answer : answers) {
                    lines.add(in.readLine());
                    client.write(StandardCharsets.UTF_8.encode(answer));
                }
                return lines;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for its end. */
        List<String> asked() {
            return asked.join();
        }

        @Override
        public void close() throws IOException {
            server.close();
            Files.deleteIfExists(RunDirectory.controlSocket(runDirectory));
        }
    }
}
