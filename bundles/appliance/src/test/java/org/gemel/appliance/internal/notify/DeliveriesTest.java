package org.gemel.appliance.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.Subject;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.status.NotificationStatus;
import org.gemel.api.status.NotificationStatus.Delivery;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DeliveriesTest {

    private static final long SERVICE = 17;
    private static final Outcome WELL = new Outcome(true, "exit 0");

    private final Deliveries deliveries = new Deliveries(Duration.ofSeconds(10));
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        recorder.release.countDown();
        recorder.hold = false;
        recorder.open.forEach(each -> each.complete(WELL));
        deliveries.close();
    }

    @Test
    void aNotifierIsToldInOrder() throws InterruptedException {
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        assertThat(recorder.next()).isEqualTo("VI_1 BACKUP");
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        assertThat(recorder.next()).isEqualTo("VI_1 MASTER");
    }

    @Test
    void theNextNoticeOfASubjectWaitsForTheEndOfTheFormer() throws InterruptedException {
        recorder.hold = true;
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        assertThat(recorder.next()).isEqualTo("VI_1 BACKUP");
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        deliveries.accept(Notices.state("VI_2", VrrpState.MASTER));
        assertThat(recorder.next()).isEqualTo("VI_2 MASTER");
        recorder.endNext();
        assertThat(recorder.next()).isEqualTo("VI_1 MASTER");
    }

    @Test
    void whatWaitsIsToldInTheNextLifeAlsoIfItsNotifierComesLater() throws InterruptedException {
        Deliveries former = new Deliveries(Duration.ofSeconds(10));
        Recorder slow = new Recorder();
        slow.hold = true;
        former.add("script", SERVICE, slow);
        former.accept(Notices.state("VI_1", VrrpState.BACKUP));
        assertThat(slow.next()).isEqualTo("VI_1 BACKUP");
        former.accept(Notices.state("VI_1", VrrpState.MASTER));
        former.close(Duration.ofMillis(1));

        deliveries.restore(former.untold());
        deliveries.accept(Notices.state("VI_2", VrrpState.MASTER));
        deliveries.add("script", SERVICE, recorder);
        assertThat(recorder.next()).isEqualTo("VI_1 MASTER");
    }

    /** As an update of the bundle that everybody uses leaves it: what was told was killed. */
    @Test
    void whatHadBegunIsToldAgainInTheNextLifeByAnotherNotifier() throws InterruptedException {
        deliveries.add("script", SERVICE + 1, recorder);
        deliveries.restore(untoldOfOneThatHasBegun());
        assertThat(recorder.next()).isEqualTo("VI_1 MASTER");
    }

    @Test
    void whatHadBegunGoesOnInTheNextLifeByTheSameNotifier() throws InterruptedException {
        deliveries.add("script", SERVICE, recorder);
        deliveries.restore(untoldOfOneThatHasBegun());
        deliveries.accept(Notices.state("VI_2", VrrpState.MASTER));
        assertThat(recorder.next()).isEqualTo("VI_2 MASTER");
        deliveries.close();
        assertThat(recorder.told).isEmpty();
    }

    private static String untoldOfOneThatHasBegun() throws InterruptedException {
        Deliveries former = new Deliveries(Duration.ZERO);
        Recorder slow = new Recorder();
        slow.hold = true;
        former.add("script", SERVICE, slow);
        former.accept(Notices.state("VI_1", VrrpState.MASTER));
        slow.next();
        former.close();
        return former.untold();
    }

    @Test
    void whereNothingWaitsNothingIsLeft() {
        deliveries.add("script", SERVICE, recorder);
        assertThat(deliveries.untold()).isEmpty();
    }

    @Test
    void whoIsSlowHearsTheNewestState() throws InterruptedException {
        recorder.hold = true;
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        assertThat(recorder.next()).isEqualTo("VI_1 BACKUP");
        for (int i = 0; i < 100; i++) {
            deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
            deliveries.accept(Notices.state("VI_1", VrrpState.FAULT));
        }
        recorder.endNext();
        assertThat(recorder.next()).isEqualTo("VI_1 FAULT");
        recorder.endNext();
        deliveries.close();
        assertThat(recorder.told).isEmpty();
        assertThat(status().deliveries()).extracting(Delivery::superseded).containsExactly(0, 199);
    }

    @Test
    void aNotifierThatHangsDelaysNoOther() throws InterruptedException {
        deliveries.add("hangs", SERVICE, new Recorder() {
            @Override
            public CompletionStage<Outcome> tell(Notice notice) {
                try {
                    recorder.release.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
                return CompletableFuture.completedFuture(WELL);
            }
        });
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        String first = recorder.next();
        assertThat(first.endsWith("MASTER") ? first : recorder.next()).isEqualTo("VI_1 MASTER");
    }

    @Test
    void aNotifierThatThrowsIsToldTheNextAllTheSame() throws InterruptedException {
        recorder.throwsAt = "VI_1 BACKUP";
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        assertThat(recorder.next()).isEqualTo("VI_1 BACKUP");
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        assertThat(recorder.next()).isEqualTo("VI_1 MASTER");
        deliveries.close();
        assertThat(status().deliveries()).extracting(Delivery::delivered).containsExactly(false, true);
    }

    @Test
    void howEachDeliveryWentIsRemembered() {
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        deliveries.close();
        Delivery delivery = status().deliveries().get(0);
        assertThat(delivery.notifier()).isEqualTo("script");
        assertThat(delivery.subject()).isEqualTo(Subject.instance("VI_1"));
        assertThat(delivery.what()).isEqualTo("MASTER");
        assertThat(delivery.detail()).isEqualTo("exit 0");
    }

    @Test
    void onlySoManyDeliveriesAreRemembered() throws InterruptedException {
        deliveries.add("script", SERVICE, recorder);
        for (int i = 0; i < Past.MEMORY + 20; i++) {
            deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
            recorder.next();
        }
        deliveries.close();
        assertThat(status().deliveries()).hasSize(Past.MEMORY);
    }

    @Test
    void whoHasNothingToTellIsNotRemembered() throws InterruptedException {
        recorder.silent = true;
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        recorder.next();
        deliveries.close();
        assertThat(status()).isEqualTo(NotificationStatus.NONE);
    }

    @Test
    void theConfigurationComesBeforeTheFirstNotice() throws InterruptedException {
        deliveries.configured(configuration("one", "VI_1"));
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        recorder.next();
        assertThat(recorder.configured).containsExactly("one");
    }

    @Test
    void anotherConfigurationComesBeforeWhatHappensUnderIt() throws InterruptedException {
        deliveries.configured(configuration("one", "VI_1"));
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        recorder.next();
        deliveries.configured(configuration("two", "VI_1"));
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        recorder.next();
        assertThat(recorder.configured).containsExactly("one", "two");
    }

    @Test
    void aReloadThatChangesNothingIsHeardOf() throws InterruptedException {
        deliveries.configured(configuration("one", "VI_1"));
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        recorder.next();
        deliveries.configured(configuration("one", "VI_1"));
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        recorder.next();
        assertThat(recorder.configured).containsExactly("one", "one");
    }

    @Test
    void whatIsWantedComesWithTheNotice() throws InterruptedException {
        deliveries.configured(configuration("one", "VI_1"));
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        recorder.next();
        assertThat(recorder.wishes.mail()).isTrue();
    }

    @Test
    void ofASubjectThatAReloadRemovedItIsWhatWasWanted() throws InterruptedException {
        deliveries.configured(configuration("one", "VI_1"));
        deliveries.add("script", SERVICE, recorder);
        deliveries.configured(configuration("two", "VI_2"));
        deliveries.accept(new Event.Ended(Notices.NOW, "VI_1", Event.End.REMOVED, 100));
        assertThat(recorder.next()).isEqualTo("VI_1 REMOVED");
        assertThat(recorder.wishes.mail()).isTrue();
    }

    @Test
    void whatHappensWhileANotifierIsReplacedIsToldToTheNextOfItsKind() throws InterruptedException {
        deliveries.add("script", SERVICE, recorder);
        deliveries.remove(recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        Recorder next = new Recorder();
        deliveries.add("script", SERVICE, next);
        assertThat(next.next()).isEqualTo("VI_1 MASTER");
        assertThat(recorder.told).isEmpty();
    }

    @Test
    void aNotifierThatLacksMemoryForAMomentIsToldTheNext() throws InterruptedException {
        Recorder unlucky = new Recorder() {
            @Override
            public @Nullable CompletionStage<Outcome> tell(Notice notice) {
                CompletionStage<Outcome> outcome = super.tell(notice);
                if (notice.event().subject().name().equals("VI_1")) {
                    throw new OutOfMemoryError("for a moment");
                }
                return outcome;
            }
        };
        deliveries.add("script", SERVICE, unlucky);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        assertThat(unlucky.next()).isEqualTo("VI_1 MASTER");
        deliveries.accept(Notices.state("VI_2", VrrpState.MASTER));
        assertThat(unlucky.next()).isEqualTo("VI_2 MASTER");
    }

    @Test
    void whatHasBegunGoesOnWhenItsNotifierGoesAndTheNextWaitsForItsEnd() throws InterruptedException {
        recorder.hold = true;
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        assertThat(recorder.next()).isEqualTo("VI_1 BACKUP");
        Recorder next = replace();
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        deliveries.accept(Notices.state("VI_2", VrrpState.MASTER));
        assertThat(next.next()).isEqualTo("VI_2 MASTER");
        assertThat(next.told).isEmpty();

        recorder.endNext();
        assertThat(next.next()).isEqualTo("VI_1 MASTER");
        assertThat(status().deliveries()).extracting(Delivery::detail).contains("exit 0");
    }

    @Test
    void whatWasBrokenOffIsToldToTheNext() throws InterruptedException {
        recorder.hold = true;
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        recorder.next();
        Recorder next = replace();
        recorder.open.take().completeExceptionally(new CancellationException());
        assertThat(next.next()).isEqualTo("VI_1 MASTER");
    }

    @Test
    void whatWasBrokenOffGivesWayToWhatIsNewer() throws InterruptedException {
        recorder.hold = true;
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        recorder.next();
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        Recorder next = replace();
        recorder.open.take().completeExceptionally(new CancellationException());
        assertThat(next.next()).isEqualTo("VI_1 MASTER");
        deliveries.close();
        assertThat(next.told).isEmpty();
        assertThat(status().deliveries()).extracting(Delivery::superseded).containsExactly(1);
    }

    private Recorder replace() {
        deliveries.remove(recorder);
        Recorder next = new Recorder();
        deliveries.add("script", SERVICE, next);
        return next;
    }

    @Test
    void closingWaitsForTheLastNotices() throws InterruptedException {
        recorder.hold = true;
        deliveries.add("script", SERVICE, recorder);
        deliveries.accept(Notices.state("VI_1", VrrpState.MASTER));
        recorder.next();
        deliveries.accept(new Event.Ended(Notices.NOW, "VI_1", Event.End.STOPPED, 100));
        recorder.hold = false;
        recorder.endNext();
        deliveries.close();
        assertThat(recorder.told).containsExactly("VI_1 STOP");
    }

    /** Behaviour 24. */
    @Test
    void whileTheApplianceStopsOnlyTheEndIsTold() throws InterruptedException {
        deliveries.add("script", SERVICE, recorder);
        deliveries.ending();
        deliveries.accept(Notices.state("VI_1", VrrpState.BACKUP));
        deliveries.accept(new Event.Ended(Notices.NOW, "VI_1", Event.End.STOPPED, 100));
        assertThat(recorder.next()).isEqualTo("VI_1 STOP");
    }

    @Test
    void closingDoesNotWaitForEver() throws InterruptedException {
        Deliveries impatient = new Deliveries(Duration.ofMillis(50));
        recorder.hold = true;
        impatient.add("script", SERVICE, recorder);
        impatient.accept(Notices.state("VI_1", VrrpState.MASTER));
        recorder.next();
        impatient.close();
        assertThat(impatient.status().deliveries())
                .extracting(Delivery::delivered)
                .containsExactly(false);
    }

    private NotificationStatus status() {
        return deliveries.status();
    }

    /** Where mail is wanted of one virtual router. */
    private static Configuration configuration(String routerId, String instance) {
        VrrpInstance one = new VrrpInstance.Builder(
                        instance, "eth0", 51, Family.IPV4, 2, InetAddress.getLoopbackAddress())
                .build();
        Wishes wishes = new Wishes(Map.of(), null, true, false);
        return new Configuration.Builder(routerId)
                .instances(List.of(one))
                .notifications(
                        new Notifications(Map.of(Subject.instance(instance), wishes), List.of(), null, List.of()))
                .build();
    }

    /** Writes down what it is told. */
    private static class Recorder implements Notifier {

        final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        final BlockingQueue<String> configured = new LinkedBlockingQueue<>();
        final BlockingQueue<CompletableFuture<Outcome>> open = new LinkedBlockingQueue<>();
        final CountDownLatch release = new CountDownLatch(1);
        volatile Wishes wishes = Wishes.NONE;
        volatile String throwsAt = "";
        volatile boolean silent;
        volatile boolean hold;

        @Override
        public void configured(Configuration configuration) {
            configured.add(configuration.routerId());
        }

        @Override
        public @Nullable CompletionStage<Outcome> tell(Notice notice) {
            wishes = notice.wishes();
            String what = notice.event().subject().name() + " " + Words.of(notice.event());
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            if (hold) {
                open.add(outcome);
            } else {
                outcome.complete(WELL);
            }
            told.add(what);
            if (what.equals(throwsAt)) {
                throw new IllegalStateException("no");
            }
            return silent ? null : outcome;
        }

        String next() throws InterruptedException {
            String next = told.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("a notice within 10 s").isNotNull();
            return next;
        }

        void endNext() throws InterruptedException {
            CompletableFuture<Outcome> next = open.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("a delivery that has begun").isNotNull();
            next.complete(WELL);
        }
    }
}
