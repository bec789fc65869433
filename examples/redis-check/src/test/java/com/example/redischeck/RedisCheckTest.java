package com.example.redischeck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.junit.jupiter.api.Test;

class RedisCheckTest {

    private final List<String> said = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();
    private Conversation server;
    private boolean hungUp;

    private final Line line = new Line() {
        @Override
        public void say(byte[] bytes) {
            said.add(new String(bytes, UTF_8).replace("\r\n", " "));
        }

        @Override
        public void hangUp() {
            hungUp = true;
        }
    };

    private void ask(String password) {
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), 6379);
        Connection connection = new Connection(to, null, 0, null, 0, Duration.ofSeconds(1));
        new RedisCheck(connection, password, new Dialer() {
                    @Override
                    public Line dial(Target target, Conversation conversation) {
                        server = conversation;
                        return line;
                    }

                    @Override
                    public void close() {}
                })
                .ask(new Probe() {
                    @Override
                    public Duration limit() {
                        return Duration.ofSeconds(1);
                    }

                    @Override
                    public void answer(Verdict verdict) {
                        verdicts.add((verdict.passed() ? "passed: " : "failed: ")
                                + verdict.evidence().answered());
                    }

                    @Override
                    public boolean over() {
                        return false;
                    }

                    @Override
                    public void onAbandoned(Runnable cleanup) {}
                });
        server.opened(line);
    }

    private void answer(String text) {
        server.heard(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    @Test
    void pongPasses() {
        ask(null);
        answer("+PO");
        answer("NG\r\n");
        assertEquals(List.of("*1 $4 PING "), said);
        assertEquals(List.of("passed: PONG"), verdicts);
        assertTrue(hungUp);
    }

    @Test
    void aPasswordIsSaidFirst() {
        ask("pä ss");
        answer("+OK\r\n");
        answer("+PONG\r\n");
        assertEquals(List.of("*2 $4 AUTH $6 pä ss ", "*1 $4 PING "), said);
        assertEquals(List.of("passed: PONG"), verdicts);
    }

    @Test
    void anythingElseFailsAndIsEvidence() {
        ask(null);
        answer("-NOAUTH Authentication required.\r\n");
        assertEquals(List.of("failed: it says -NOAUTH Authentication required."), verdicts);
    }

    @Test
    void aServerThatHangsUpFails() {
        ask(null);
        server.ended(true);
        assertEquals(List.of("failed: it hung up"), verdicts);
    }

    @Test
    void anEndlessLineFails() {
        ask(null);
        answer("+".repeat(1000));
        assertEquals(List.of("failed: an endless line is not Redis"), verdicts);
    }
}
