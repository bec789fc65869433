package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.gemel.api.config.Subject;
import org.gemel.api.status.NotificationStatus;
import org.gemel.api.status.NotificationStatus.Delivery;
import org.gemel.api.status.NotificationStatus.Pending;
import org.gemel.shell.internal.Fakes.FakeAppliance;
import org.junit.jupiter.api.Test;

class NotificationsTest {

    private static final Delivery WELL = new Delivery(
            "script",
            Subject.instance("VI_1"),
            "MASTER",
            Fakes.NOW.minusSeconds(65),
            Duration.ofMillis(3),
            Duration.ofMillis(2012),
            true,
            "notify_master exit 0",
            0);
    private static final Delivery BADLY = new Delivery(
            "fifo",
            Subject.group("G"),
            "FAULT",
            Fakes.NOW.minusSeconds(5),
            Duration.ZERO,
            Duration.ofNanos(150_000),
            false,
            "the pipe is full",
            7);
    private static final Pending WAITS =
            new Pending("script", Subject.instance("VI_1"), "BACKUP", Fakes.NOW.minusSeconds(2), false, 3);

    private final FakeAppliance appliance = new FakeAppliance();
    private final Commands commands = new Commands(appliance, "1.2.3", Fakes.CLOCK);

    @Test
    void whereNobodyWasToldAnythingThatIsSaid() {
        assertThat(commands.notifications()).isEqualTo("nobody was told anything yet\n");
    }

    @Test
    void eachDeliveryHasALineAndWhatWaitsIsBelow() {
        appliance.notifications = new NotificationStatus(List.of(WELL, BADLY), List.of(WAITS));
        assertThat(commands.notifications()).isEqualTo("""
                        AGO   NOTIFIER  OF       WHAT    WAITED  TOOK     OUTCOME
                        1m5s  script    VI_1     MASTER  3 ms    2.012 s  notify_master exit 0
                        5s    fifo      group G  FAULT   0 ms    0.15 ms  FAILED: the pipe is full, in place of 7 older

                        still to be told
                        2s  script  VI_1  BACKUP  waits, in place of 3 older
                        """);
    }

    @Test
    void onlyTheLastOnesAreShown() {
        appliance.notifications = new NotificationStatus(Collections.nCopies(21, WELL), List.of());
        assertThat(commands.notifications())
                .endsWith("the last 20 of 21; all with --json\n")
                .hasLineCount(22);
    }

    @Test
    void asDataThereIsAllOfIt() {
        appliance.notifications = new NotificationStatus(List.of(BADLY), List.of(WAITS));
        assertThat(commands.notificationsJson()).isEqualToIgnoringWhitespace("""
                        {
                          "deliveries" : [ {
                            "notifier" : "fifo",
                            "kind" : "group",
                            "name" : "G",
                            "what" : "FAULT",
                            "at" : "2026-11-23T11:59:55Z",
                            "waitedMs" : 0,
                            "tookMs" : 0.15,
                            "delivered" : false,
                            "detail" : "the pipe is full",
                            "superseded" : 7
                          } ],
                          "pending" : [ {
                            "notifier" : "script",
                            "kind" : "instance",
                            "name" : "VI_1",
                            "what" : "BACKUP",
                            "at" : "2026-11-23T11:59:58Z",
                            "begun" : false,
                            "superseded" : 3
                          } ]
                        }
                        """);
    }
}
