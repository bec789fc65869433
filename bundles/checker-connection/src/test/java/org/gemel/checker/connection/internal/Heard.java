package org.gemel.checker.connection.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Line;

/** A conversation that says something once the line is open, and remembers what it hears. */
final class Heard implements Conversation {

    private final String says;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    Heard(String says) {
        this.says = says;
    }

    @Override
    public void opened(Line line) {
        events.add("opened");
        if (!says.isEmpty()) {
            line.say(says.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void heard(ByteBuffer bytes) {
        events.add(StandardCharsets.ISO_8859_1.decode(bytes).toString());
    }

    @Override
    public void ended(boolean clean) {
        events.add(clean ? "ended" : "ended without a goodbye");
    }

    @Override
    public void failed(String why) {
        events.add("failed: " + why);
    }

    String next() throws InterruptedException {
        String next = events.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("what the conversation is told next").isNotNull();
        return next;
    }

    /** Whether nothing was told that was not asked for. */
    boolean silent() {
        return events.isEmpty();
    }
}
