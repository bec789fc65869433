package org.gemel.platform.linux.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.platform.EventLoop.Timer;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KernelLoopTest {

    private static final long MILLISECOND = 1_000_000;

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private KernelLoop loop;

    @BeforeEach
    void start() throws PlatformException {
        assumeTrue(Platform.isLinux(), "needs Linux");
        loop = new KernelLoop(heard::add);
    }

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.close();
        }
    }

    @Test
    void aTaskFromAnotherThreadRunsOnTheLoop() throws Exception {
        loop.execute(() -> heard.add(loop.inLoop()));

        assertThat(next()).isEqualTo(true);
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void tasksRunInTheOrderTheyCame() throws Exception {
        for (int i = 0; i < 500; i++) {
            int number = i;
            loop.execute(() -> heard.add(number));
        }

        for (int i = 0; i < 500; i++) {
            assertThat(next()).isEqualTo(i);
        }
    }

    @Test
    void aTaskGivenByTheLoopItselfRunsAfterTheOneThatGaveIt() throws Exception {
        loop.execute(() -> {
            loop.execute(() -> heard.add("second"));
            heard.add("first");
        });

        assertThat(next()).isEqualTo("first");
        assertThat(next()).isEqualTo("second");
    }

    @Test
    void aTaskThatThrowsIsReportedAndTheLoopGoesOn() throws Exception {
        RuntimeException failure = new IllegalStateException("broken");
        loop.execute(() -> {
            throw failure;
        });
        loop.execute(() -> heard.add("alive"));

        assertThat(next()).isSameAs(failure);
        assertThat(next()).isEqualTo("alive");
    }

    @Test
    void theLoopGoesOnWhereMemoryIsTooShortEvenToReportThat() throws Exception {
        try (KernelLoop starved = new KernelLoop(failure -> {
            throw new OutOfMemoryError("as the JVM would");
        })) {
            starved.execute(() -> {
                throw new OutOfMemoryError("as the JVM would");
            });
            starved.execute(() -> heard.add("alive"));

            assertThat(next()).isEqualTo("alive");
        }
    }

    @Test
    void aTimerFiresAtOrAfterItsDeadline() throws Exception {
        loop.execute(() -> {
            long deadline = loop.nanoTime() + 20 * MILLISECOND;
            loop.newTimer(() -> heard.add(loop.nanoTime() - deadline)).arm(deadline);
        });

        assertThat((Long) next()).isNotNegative();
    }

    @Test
    void theEarlierOfTwoTimersFiresFirstThoughArmedLast() throws Exception {
        loop.execute(() -> {
            long now = loop.nanoTime();
            loop.newTimer(() -> heard.add("late")).arm(now + 60 * MILLISECOND);
            loop.newTimer(() -> heard.add("early")).arm(now + 20 * MILLISECOND);
        });

        assertThat(next()).isEqualTo("early");
        assertThat(next()).isEqualTo("late");
    }

    @Test
    void aTimerThatArmsItselfFiresAgainAndAgain() throws Exception {
        loop.execute(() -> {
            Timer[] self = new Timer[1];
            self[0] = loop.newTimer(() -> {
                heard.add("tick");
                self[0].arm(self[0].deadline() + MILLISECOND);
            });
            self[0].arm(loop.nanoTime());
        });

        assertThat(List.of(next(), next(), next())).containsOnly("tick");
    }

    @Test
    void aDisarmedTimerIsSilentWhileLaterOnesFire() throws Exception {
        loop.execute(() -> {
            long now = loop.nanoTime();
            Timer disarmed = loop.newTimer(() -> heard.add("disarmed"));
            disarmed.arm(now + 10 * MILLISECOND);
            loop.newTimer(() -> heard.add("later")).arm(now + 30 * MILLISECOND);
            disarmed.disarm();
        });

        assertThat(next()).isEqualTo("later");
        assertThat(heard).isEmpty();
    }

    @Test
    void aTimerThatThrowsIsReportedAndTheLoopGoesOn() throws Exception {
        loop.execute(() -> loop.newTimer(() -> {
                    throw new IllegalStateException("broken");
                })
                .arm(loop.nanoTime()));

        assertThat(next()).isInstanceOf(IllegalStateException.class);
        assertThat(loop.<String>call(() -> "alive")).isEqualTo("alive");
    }

    @Test
    void aTimerInTheFarFutureDoesNotDisturb() throws Exception {
        loop.execute(() -> loop.newTimer(() -> heard.add("far")).arm(loop.nanoTime() + Long.MAX_VALUE / 2));

        assertThat(loop.<String>call(() -> "alive")).isEqualTo("alive");
        assertThat(heard).isEmpty();
    }

    /** A process that was stopped must hear of its successor before it acts on a timer of long ago. */
    @Test
    void whatArrivedWhileTheLoopWasHeldUpGoesBeforeTheTimersThatWereDueMeanwhile() throws Exception {
        try (Descriptor arrival = Descriptor.of(Libc.eventfd(0, Abi.SOCK_NONBLOCK_CLOEXEC), "make an eventfd", "")) {
            NativeBuffer count = NativeBuffer.allocate(Long.BYTES);
            count.bytes().putLong(0, 1);
            KernelLoop.Watch watch = loop.call(() -> loop.watch(arrival.fd(), () -> {
                heard.add("arrival");
            }));
            loop.call(() -> {
                loop.newTimer(() -> {
                            heard.add("timer");
                            watch.close();
                        })
                        .arm(loop.nanoTime());
                return Libc.write(arrival.fd(), count.pointer(), Long.BYTES);
            });

            assertThat(next()).isEqualTo("arrival");
        }
    }

    @Test
    void aClosedWatchIsSilent() throws Exception {
        try (Descriptor arrival = Descriptor.of(Libc.eventfd(1, Abi.SOCK_NONBLOCK_CLOEXEC), "make an eventfd", "")) {
            loop.call(() -> {
                loop.watch(arrival.fd(), () -> heard.add("arrival")).close();
                return true;
            });

            assertThat(loop.<String>call(() -> "a turn later")).isNotNull();
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void afterTheEndTasksAreDropped() {
        loop.close();
        loop.execute(() -> heard.add("late"));

        assertThat(heard).isEmpty();
        assertThatThrownBy(() -> loop.call(() -> "late"))
                .isInstanceOf(PlatformException.class)
                .hasMessage("the event loop has ended");
    }

    @Test
    void theLoopCanEndItself() throws Exception {
        loop.execute(() -> {
            loop.close();
            heard.add("closed");
        });

        assertThat(next()).isEqualTo("closed");
        loop.close();
    }

    private Object next() throws InterruptedException {
        Object next = heard.poll(60, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
