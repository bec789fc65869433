package org.gemel.notifier.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.notifier.smtp.internal.Samples.became;
import static org.gemel.notifier.smtp.internal.Samples.configuration;
import static org.gemel.notifier.smtp.internal.Samples.groupBecame;
import static org.gemel.notifier.smtp.internal.Samples.mail;
import static org.gemel.notifier.smtp.internal.Samples.mailed;
import static org.gemel.notifier.smtp.internal.Samples.withoutFaults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From an event to a mail server. */
@Timeout(120)
class SmtpNotifierTest {

    private final SmtpNotifier notifier = new SmtpNotifier(Way.Attempt::open, Duration.ofSeconds(2), () -> true);

    @AfterEach
    void stop() {
        notifier.deactivate();
    }

    private Outcome tell(Event event) {
        CompletionStage<Outcome> told = notifier.tell(mailed(event));
        assertThat(told).as("something is told").isNotNull();
        return told.toCompletableFuture().join();
    }

    @Test
    void whatHappensIsMailedToThoseWhoWantIt() {
        try (MailServer server = MailServer.open()) {
            notifier.configured(configuration(mail(server.port())));
            assertThat(tell(became("V1", VrrpState.MASTER)).delivered()).isTrue();
            assertThat(tell(groupBecame("SG", VrrpState.FAULT)).detail()).startsWith("250 ");
            assertThat(server.deliveries)
                    .extracting(mail -> mail.header("Subject"))
                    .containsExactly(
                            "[lab-a] VRRP Instance V1 - Entering MASTER state",
                            "[lab-a] VRRP Group SG - Entering FAULT state");
            assertThat(notifier.tell(new Notice(became("V1", VrrpState.BACKUP), Wishes.NONE)))
                    .isNull();
        }
    }

    @Test
    void aBurstOfTwentyUsesOneConnection() {
        try (MailServer server = MailServer.open()) {
            notifier.configured(configuration(mail(server.port())));
            List<CompletionStage<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(notifier.tell(mailed(became("V" + i, VrrpState.MASTER))));
            }
            assertThat(all).allMatch(each -> each.toCompletableFuture().join().delivered());
            assertThat(server.deliveries).hasSize(20);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void noEmailFaults() {
        notifier.configured(configuration(withoutFaults(mail(1))));
        assertThat(notifier.tell(mailed(became("V1", VrrpState.FAULT)))).isNull();
        assertThat(notifier.tell(mailed(groupBecame("SG", VrrpState.FAULT)))).isNull();
    }

    @Test
    void withoutMailNothingIsDone() {
        // Another notifier's last letter may still be on its way.
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        notifier.configured(configuration(null));
        assertThat(notifier.tell(mailed(became("V1", VrrpState.MASTER)))).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .doesNotContain("gemel-smtp");
    }

    @Test
    void aHangingRelayDoesNotHoldUpWhoTells() throws IOException {
        try (BadServer server = new BadServer(BadServer.SILENT)) {
            notifier.configured(configuration(mail(server.port())));
            List<CompletionStage<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(notifier.tell(mailed(became("V" + i, VrrpState.MASTER))));
            }
            notifier.configured(configuration(mail(server.port() + 1)));
            assertThat(all).noneMatch(each -> each.toCompletableFuture().isDone());
        }
    }

    @Test
    void whoWaitsWhenTheBundleGoesIsTold() throws IOException {
        try (BadServer server = new BadServer(BadServer.BUSY)) {
            notifier.configured(configuration(mail(server.port())));
            CompletionStage<Outcome> told = notifier.tell(mailed(became("V1", VrrpState.MASTER)));
            notifier.deactivate();
            assertThat(told.toCompletableFuture()).isCompletedWithValue(new Outcome(false, "the appliance stops"));
        }
    }

    @Test
    void anUpdateDoesNotWaitForAServerThatSaysNothing() throws IOException, InterruptedException {
        try (BadServer server = new BadServer(BadServer.SILENT)) {
            // Who waits for it does not come to an end here.
            SmtpNotifier replaced = new SmtpNotifier(Way.Attempt::open, Duration.ofHours(1), () -> false);
            replaced.configured(configuration(mail(server.port())));
            CompletionStage<Outcome> told = replaced.tell(mailed(became("V1", VrrpState.MASTER)));
            server.awaitConnection();
            CompletionStage<Outcome> waits = replaced.tell(mailed(became("V2", VrrpState.MASTER)));
            replaced.deactivate();
            assertThat(told.toCompletableFuture()).isNotDone();
            assertThat(waits.toCompletableFuture()).isCancelled();
        }
    }

    @Test
    void aTestMailTellsEachStep() {
        try (MailServer server = MailServer.open()) {
            server.refused.put("night@example.org", "550 no such user");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            boolean sent = MailTest.send(
                    Samples.sender(mail(server.port())),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    Way.Attempt::open);
            assertThat(sent).isFalse();
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .extracting(
                            line -> line.replaceAll("(greeting: 220) .*", "$1").replaceAll(" \\d{4,5}", " PORT"))
                    .containsExactly(
                            "relay: 127.0.0.1 port PORT, in the open",
                            "connection: to 127.0.0.1",
                            "greeting: 220",
                            "sender ka@example.org: accepted: 250 Ok",
                            "recipient ops@example.org: accepted: 250 Ok",
                            "recipient night@example.org: refused: 550 no such user",
                            "message: accepted: 250 queued as 42",
                            "error: sent, but 1 of 2 recipients were refused");
        }
    }
}
