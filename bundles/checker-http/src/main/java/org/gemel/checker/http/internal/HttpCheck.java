package org.gemel.checker.http.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.CurrentLine;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.jspecify.annotations.Nullable;

/** Asks for urls, one after the other. */
final class HttpCheck implements Checker {

    private final List<Request> requests;
    private final Dialer dialer;
    private final LongSupplier nanoTime;
    /** Which is asked first: the one that failed last (behaviour 93). */
    private volatile int first;

    /**
     * What is asked of whom.
     *
     * @param url what
     * @param target of whom
     */
    record Request(Url url, Target target) {}

    HttpCheck(List<Request> requests, Dialer dialer, LongSupplier nanoTime) {
        this.requests = List.copyOf(requests);
        this.dialer = dialer;
        this.nanoTime = nanoTime;
    }

    @Override
    public void ask(Probe probe) {
        CurrentLine current = new CurrentLine();
        probe.onAbandoned(current::hangUp);
        next(probe, current, first, 0, nanoTime.getAsLong());
    }

    /** @param number how many urls of this round have got the answer that is wanted */
    private void next(Probe probe, CurrentLine current, int index, int number, long start) {
        Request request = requests.get(index);
        Exchange exchange = new Exchange(probe, current, request.url(), index, number, start);
        current.is(number, dialer.dial(request.target(), exchange));
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    @Override
    public void close() {
        dialer.close();
    }

    /** One request and its answer. */
    private final class Exchange implements Conversation {

        private final Probe probe;
        private final CurrentLine current;
        private final Url url;
        private final int index;
        private final int number;
        private final long start;
        private final Examination examination;
        private volatile @Nullable Line line;

        Exchange(Probe probe, CurrentLine current, Url url, int index, int number, long start) {
            this.probe = probe;
            this.current = current;
            this.url = url;
            this.index = index;
            this.number = number;
            this.start = start;
            this.examination = new Examination(url);
        }

        @Override
        public void opened(Line opened) {
            line = opened;
            opened.say(url.request());
        }

        @Override
        public void heard(ByteBuffer bytes) {
            settle(examination.heard(bytes));
        }

        @Override
        public void ended(boolean clean) {
            settle(examination.ended(clean));
        }

        @Override
        public void failed(String why) {
            settle(new Examination.Result(false, why + examination.soFar()));
        }

        private void settle(Examination.@Nullable Result result) {
            if (result == null) {
                return;
            }
            Line open = line;
            if (open != null) {
                open.hangUp();
            }
            if (!result.passed()) {
                first = index;
                probe.answer(Verdict.failed(url.name(), result.answered(), since(start)));
            } else if (number + 1 == requests.size()) {
                String others = number == 0 ? "" : " and " + number + " more";
                probe.answer(Verdict.passed(url.name() + others, result.answered(), since(start)));
            } else if (!probe.over()) {
                next(probe, current, (index + 1) % requests.size(), number + 1, start);
            }
        }
    }
}
