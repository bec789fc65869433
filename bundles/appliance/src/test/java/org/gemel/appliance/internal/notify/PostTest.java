package org.gemel.appliance.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostTest {

    private final AtomicLong clock = new AtomicLong();
    private final Post post = new Post("script", clock::get);

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void theNextNotifierWaitsForWhatTheFormerHasBegunButNotForEver() throws InterruptedException {
        Endless former = new Endless();
        Endless next = new Endless();
        post.occupy(1, former, null);
        put("VI_1", VrrpState.BACKUP);
        assertThat(former.next()).isEqualTo("VI_1 BACKUP");
        post.vacate();
        post.occupy(1, next, null);
        put("VI_1", VrrpState.MASTER);
        put("VI_2", VrrpState.MASTER);
        assertThat(next.next()).isEqualTo("VI_2 MASTER");

        clock.addAndGet(TimeUnit.SECONDS.toNanos(131));
        put("VI_3", VrrpState.MASTER);

        assertThat(next.next()).isEqualTo("VI_1 MASTER");
    }

    private void put(String instance, VrrpState state) {
        post.put(new Notice(Notices.state(instance, state), Wishes.NONE));
    }

    /** Says what it is told, and never ends. */
    private static final class Endless implements Notifier {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public void configured(Configuration configuration) {}

        @Override
        public CompletionStage<Outcome> tell(Notice notice) {
            Event event = notice.event();
            told.add(event.subject().name() + " " + Words.of(event));
            return new CompletableFuture<>();
        }

        String next() throws InterruptedException {
            return told.take();
        }
    }
}
