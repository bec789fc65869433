package org.gemel.demo.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.gemel.demo.lab.Ownership;
import org.gemel.demo.lab.Prober;

/** What happens: the serving router is killed, loses its power and is stopped, and nobody tells the client. */
final class Story {

    private static final Duration CALM = Duration.ofSeconds(1);

    /** A part of the story: what happens in it begins a line in the summary. */
    private record Episode(String title, Instant from, Instant to) {}

    private final Stage stage;
    private final Consumer<String> audience;
    private final List<Episode> episodes = new ArrayList<>();
    private final Instant begin;

    Story(Stage stage, Consumer<String> audience) {
        this.stage = stage;
        this.audience = audience;
        this.begin = stage.now();
    }

    /** Plays it to the end, telling it line by line, and then shows the timeline and what was measured. */
    void tell() {
        tell("");
        tell("Two routers share the address " + Stage.SHARED + ": r1 (priority 200), r2 (priority 100).");
        tell("A client pings it many times a second.");
        stage.description().forEach(this::tell);
        tell("");
        play("start", this::begin);
        Episode killed = play("r1 is killed", this::kill);
        Episode returned = play("r1 returns", () -> comeBack(stage::start, "r1 is started again"));
        Episode dark = play("r1 loses power", this::cutPower);
        play("r1 returns", () -> comeBack(stage::restorePower, "r1 has power again"));
        Episode stopped = play("r1 is stopped", this::stop);

        tell("");
        new Timeline(
                        begin,
                        stage.now(),
                        stage.changes(),
                        List.of(absence(killed), absence(dark), absence(stopped)),
                        stage.pings())
                .lines()
                .forEach(this::tell);
        tell("");
        summarize();
        tell("");
        tell("Both routers had the address for " + twoOwners(killed) + " after the kill, until r1's lease ended,");
        tell("for " + twoOwners(returned) + " when r1 came back, and for " + twoOwners(stopped)
                + " when it was stopped.");
        tell("");
    }

    private Episode play(String title, Runnable what) {
        Instant from = stage.now();
        what.run();
        stage.pass(CALM);
        Episode episode = new Episode(title, from, stage.now());
        episodes.add(episode);
        return episode;
    }

    private void begin() {
        happens("r1 and r2 are started");
        stage.start("r1");
        stage.start("r2");
        awaitOwner("r1", "r1 serves " + Stage.SHARED);
        stage.startPinging();
        happens("the client pings it");
    }

    private void kill() {
        happens("r1's Gemel is killed (SIGKILL): it can neither say so nor clean up");
        stage.kill("r1");
        awaitTakeover();
        stage.await("the address leaves r1", () -> !stage.holds("r1"));
        happens("r1's kernel lets go of the address: nobody renewed its lease");
    }

    private void cutPower() {
        happens("r1 loses its power: it is killed, and its cable is dead");
        stage.cutPower("r1");
        awaitTakeover();
        stage.await("the address leaves r1", () -> !stage.holds("r1"));
    }

    private void stop() {
        happens("r1 is asked to stop (SIGTERM)");
        stage.stop("r1");
        awaitOwner("r2", "r2 serves: r1 had resigned");
    }

    private void comeBack(Consumer<String> start, String how) {
        happens(how);
        start.accept("r1");
        awaitOwner("r1", "r1 serves again: it is the better one");
    }

    private void awaitTakeover() {
        stage.await("r2 takes over", () -> stage.holds("r2"));
        happens("r2 serves: it has missed three advertisements");
    }

    private void awaitOwner(String router, String then) {
        String idle = router.equals("r1") ? "r2" : "r1";
        stage.await(router + " alone has the address", () -> stage.holds(router) && !stage.holds(idle));
        happens(then);
    }

    private void summarize() {
        tell("What the client noticed      pings lost   longest silence");
        Prober.Report pings = stage.pings();
        for (Episode episode : episodes.subList(1, episodes.size())) {
            List<Prober.Outage> outages = pings.outages().stream()
                    .filter(outage ->
                            outage.to().isAfter(episode.from()) && !outage.to().isAfter(episode.to()))
                    .toList();
            int lost = outages.stream().mapToInt(Prober.Outage::lost).sum();
            Duration longest = outages.stream()
                    .map(Prober.Outage::length)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            tell(String.format(Locale.ROOT, "  %-24s %12d   %15s", episode.title(), lost, seconds(longest)));
        }
        tell(String.format(
                Locale.ROOT, "  %-24s %12d   of %d", "in all", pings.sent() - pings.answered(), pings.sent()));
    }

    private String twoOwners(Episode episode) {
        return seconds(Ownership.of(Stage.SHARED, stage.changes(), episode.from(), episode.to())
                .timeWithOwners(2));
    }

    private static Timeline.Absence absence(Episode episode) {
        return new Timeline.Absence("r1", episode.from(), episode.to());
    }

    private void happens(String what) {
        tell(String.format(
                Locale.ROOT, "%6.2f s  %s", Duration.between(begin, stage.now()).toNanos() / 1e9, what));
    }

    private void tell(String line) {
        audience.accept(line);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }
}
