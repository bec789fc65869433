package org.gemel.itests.faults;

import java.time.Duration;
import java.util.Locale;

/** What can go wrong with a pair of routers, or is done to it: a row of the table each. */
enum Fault {
    NOTHING("nothing", Wanted.NOT_WORSE, 15, 0, scene -> {}, scene -> {}),
    SIGTERM("master terminated", Wanted.BETTER, 7, 0, scene -> signal(scene, "TERM"), Scene::startMaster),
    HANDOVER("handover", Wanted.BETTER, 7, 0, Scene::handOver, Scene::takeBack),
    SIGKILL(
            "master killed",
            Wanted.BETTER,
            10,
            0,
            scene -> scene.master().program().kill(),
            Scene::startMaster),
    SIGSTOP(
            "master stopped for 6 s",
            Wanted.BETTER,
            6,
            7,
            scene -> scene.master().program().signal("STOP"),
            scene -> scene.master().program().signal("CONT")),
    CABLE(
            "cable pulled for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            scene -> scene.master().node().cable().pull(),
            scene -> scene.master().node().cable().plug()),
    PARTITION(
            "silent partition for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            scene -> scene.master().node().cable().cut(),
            scene -> scene.master().node().cable().mend()),
    UNHEARD(
            "master not heard for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            scene -> scene.master().node().cable().mute(),
            scene -> scene.master().node().cable().mend()),
    DEAF(
            "master hears nothing for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            scene -> scene.master().node().cable().deafen(),
            scene -> scene.master().node().cable().mend()),
    LOSS(
            "30 % loss for 20 s",
            Wanted.NOT_WORSE_THAN_CHANCE,
            20,
            7,
            scene -> scene.master().node().cable().lose(30),
            scene -> scene.master().node().cable().mend()),
    PASSWORD(
            "wrong password for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            scene -> scene.change(scene.backup(), "auth_pass together", "auth_pass apart"),
            scene -> scene.change(scene.backup(), "auth_pass apart", "auth_pass together")),
    INTERVAL(
            "different interval for 10 s",
            Wanted.NOT_WORSE,
            10,
            7,
            scene -> scene.change(scene.backup(), "advert_int 1\n", "advert_int 2\n"),
            scene -> scene.change(scene.backup(), "advert_int 2\n", "advert_int 1\n")),
    ADDRESSES(
            "different VIP list for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            scene -> scene.change(scene.backup(), Texts.ADDRESSES, Texts.MORE_ADDRESSES),
            scene -> scene.change(scene.backup(), Texts.MORE_ADDRESSES, Texts.ADDRESSES)),
    DELETED("VIP deleted", Wanted.BETTER, 8, 0, Scene::deleteAddress, scene -> {}),
    FLUSHED("addresses flushed", Wanted.BETTER, 10, 0, Scene::flushAddresses, scene -> {}),
    INTERFACE(
            "interface deleted for 3 s",
            Wanted.NOT_WORSE,
            3,
            9,
            scene -> scene.master().node().removeInterface(),
            scene -> scene.master().node().restoreInterface()),
    SCRIPT_FAILS(
            "script fails for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            Before.SCRIPT,
            scene -> scene.script("exit 1"),
            Scene::cure),
    SCRIPT_HANGS(
            "script hangs for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            Before.SCRIPT,
            scene -> scene.script("exec sleep 100"),
            Scene::cure),
    SCRIPT_VANISHES("script gone for 6 s", Wanted.NOT_WORSE, 6, 7, Before.SCRIPT, Scene::removeScript, Scene::cure),
    NEW_ADDRESS(
            "reload with a new VIP",
            Wanted.NOT_WORSE,
            8,
            0,
            scene -> scene.changeBoth(Texts.ADDRESSES, Texts.MORE_ADDRESSES),
            scene -> scene.changeBoth(Texts.MORE_ADDRESSES, Texts.ADDRESSES)),
    REMOVED_INSTANCE(
            "reload with an instance removed",
            Wanted.NOT_WORSE,
            8,
            0,
            Before.SECOND_INSTANCE,
            scene -> scene.changeBoth(Texts.SECOND_INSTANCE, ""),
            scene -> {}),
    BROKEN_FILE("reload of half a file", Wanted.BETTER, 10, 0, Scene::breakFile, Scene::repairFile),
    BOOT("both boot together", Wanted.NOT_WORSE, 12, 0, Before.NOTHING_RUNS, Scene::startRouters, scene -> {}),
    EQUAL(
            "equal priorities, silent partition for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            Before.EQUAL,
            scene -> scene.master().node().cable().cut(),
            scene -> scene.master().node().cable().mend()),
    STRANGER(
            "a stranger on the VRID for 8 s",
            Wanted.NOT_WORSE,
            8,
            6,
            Before.WITHOUT_PASSWORD,
            Scene::startStranger,
            Scene::stopStranger),
    DISK_FULL(
            "disks full, cable pulled for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            Before.SMALL_DISKS,
            scene -> {
                scene.fillDisks();
                scene.awaitMomentAfterAdvertisement();
                scene.master().node().cable().pull();
            },
            scene -> scene.master().node().cable().plug()),
    CLOCK_FORWARD(
            "clock an hour ahead for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            Before.OWN_CLOCK,
            scene -> scene.clock(3600),
            scene -> scene.clock(0)),
    CLOCK_BACK(
            "clock an hour back for 6 s",
            Wanted.NOT_WORSE,
            6,
            7,
            Before.OWN_CLOCK,
            scene -> scene.clock(-3600),
            scene -> scene.clock(0));

    /** What must be true of a pair with Gemel in it, compared with a pair of keepalived. */
    enum Wanted {
        NOT_WORSE,
        /** Luck decides how it goes; a single run proves little. */
        NOT_WORSE_THAN_CHANCE,
        BETTER
    }

    /** How things are before it happens. */
    enum Before {
        /** The better router serves. */
        SERVING,
        /** So it does, and each has a script that says whether it may. */
        SCRIPT,
        /** So it does, and there is a second virtual router. */
        SECOND_INSTANCE,
        /** So it does, with a script, a second virtual router on a link of its own, virtual routes and rules. */
        EVERYTHING,
        /** So it does, and nobody authenticates. */
        WITHOUT_PASSWORD,
        /** So it does, and each router writes to a small disk of its own. */
        SMALL_DISKS,
        /** So it does, with a clock that can be set without anybody else's being. */
        OWN_CLOCK,
        /** Nothing runs. */
        NOTHING_RUNS,
        /** One serves because it came first: neither is better. */
        EQUAL;

        /** Whether the better router serves. */
        boolean running() {
            return this != NOTHING_RUNS;
        }
    }

    /** Something that is done. */
    @FunctionalInterface
    interface Action {
        void on(Scene scene);
    }

    private final String title;
    private final Wanted wanted;
    private final int seconds;
    private final int secondsAfter;
    private final Before before;
    private final Action act;
    private final Action mend;

    Fault(String title, Wanted wanted, int seconds, int secondsAfter, Action act, Action mend) {
        this(title, wanted, seconds, secondsAfter, Before.SERVING, act, mend);
    }

    Fault(String title, Wanted wanted, int seconds, int secondsAfter, Before before, Action act, Action mend) {
        this.title = title;
        this.wanted = wanted;
        this.seconds = seconds;
        this.secondsAfter = secondsAfter;
        this.before = before;
        this.act = act;
        this.mend = mend;
    }

    private static void signal(Scene scene, String signal) {
        scene.master().program().signalMain(signal);
    }

    /** What the table calls it. */
    String title() {
        return title;
    }

    /** The name by which it is asked for. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Wanted wanted() {
        return wanted;
    }

    Before before() {
        return before;
    }

    /** Whether a program has to be started again when it is mended. */
    boolean endsProgram() {
        return this == SIGTERM || this == SIGKILL;
    }

    /**
     * With what keepalived's pair is compared: the same, but a script that vanished with one that fails. keepalived notices
     * only the latter, and serves on unchecked.
     */
    Fault asKeepalivedNotices() {
        return this == SCRIPT_VANISHES ? SCRIPT_FAILS : this;
    }

    /** How long it lasts. */
    Duration lasting() {
        return Duration.ofSeconds(seconds);
    }

    /** How long the pair is watched after it was mended; zero if its mending is not part of the row. */
    Duration after() {
        return Duration.ofSeconds(secondsAfter);
    }

    /** Lets it happen. */
    void happen(Scene scene) {
        act.on(scene);
    }

    /** Sets things right again, so that the pair can be as it was. */
    void mend(Scene scene) {
        mend.on(scene);
    }
}
