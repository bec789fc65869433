package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.time.Instant;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.Actions;
import org.gemel.vrrp.internal.election.Election;
import org.gemel.vrrp.internal.election.ElectionMemory;
import org.gemel.vrrp.internal.election.Yielding;
import org.gemel.vrrp.internal.memory.RouterMemory;
import org.gemel.vrrp.internal.tracking.Ties;
import org.gemel.vrrp.internal.tracking.Watch;
import org.jspecify.annotations.Nullable;

/** One virtual router on a platform: carries out what its election decides. Loop thread only. */
final class VirtualRouter implements Actions {

    private final EventLoop loop;
    private final Counters counters = new Counters();
    private final Reporter reporter;
    private final Election election;
    private final EventLoop.Timer electionTimer;
    private final Conversation conversation;
    private final Attachment attachment;
    private final VirtualLinks virtualLinks;
    private final Mastership mastership;
    private final Needs needs;
    private final HostChanges host;

    private VrrpInstance instance;
    private Cohort cohort;
    private @Nullable Handover handover;
    private String reason = "not started";
    private Instant since;
    private long freshUntil;

    VirtualRouter(VrrpInstance instance, Surroundings surroundings) {
        this.instance = instance;
        this.loop = surroundings.loop();
        this.reporter = new Reporter(loop, surroundings.events(), instance.name());
        this.election = new Election(instance, this);
        this.electionTimer = loop.newTimer(() -> election.timerExpired(loop.nanoTime()));
        this.conversation = new Conversation(instance, surroundings, election, counters, reporter);
        this.mastership = new Mastership(instance, surroundings, election, counters, reporter);
        this.attachment =
                new Attachment(surroundings, conversation, reporter, mastership::holds, () -> this.cohort.evaluate());
        this.virtualLinks = new VirtualLinks(surroundings, conversation, reporter, () -> this.cohort.evaluate());
        this.since = loop.wallTime();
        this.freshUntil = loop.nanoTime();
        this.needs = new Needs(instance, surroundings, attachment, virtualLinks);
        this.host = new HostChanges(this, loop, mastership, attachment, virtualLinks, () -> this.cohort.evaluate());
        this.cohort = new Cohort(this, surroundings);
    }

    VrrpInstance instance() {
        return instance;
    }

    /** Whether this router has put an address on the host, and will take it away. */
    boolean lends(InetAddress address) {
        return mastership.lends(address);
    }

    Election election() {
        return election;
    }

    /** Keeps together with these from now on. */
    void join(Cohort others) {
        cohort = others;
    }

    /** Before the first evaluation: nothing of a predecessor stays on the interfaces. */
    void removeLeftovers() {
        mastership.removeLeftovers();
    }

    /** Takes no more part in the election: a master says so and gives up its addresses. */
    void resign(String why) {
        election.shutdown(why);
    }

    /** Ends. */
    void stop(String why) {
        resign(why);
        virtualLinks.close();
        attachment.close();
    }

    /** Says that it has ended for good. */
    void tellEnd(Event.End end) {
        reporter.ended(end, election.priority());
    }

    /** Leaves everything to a successor, and says what that has to know. */
    RouterMemory suspend() {
        if (handover != null) {
            handover.abandon();
        }
        ElectionMemory how = election.memory(electionTimer.armed() ? electionTimer.deadline() : loop.nanoTime());
        electionTimer.disarm();
        RouterMemory memory = new RouterMemory(
                instance.interfaceName(),
                instance.family(),
                instance.vrid(),
                how,
                reason,
                since,
                conversation.checksumForm(),
                conversation.numbers(),
                counters.memory(),
                mastership.suspend());
        virtualLinks.leave();
        attachment.close();
        // What is still to come on the loop finds nobody who serves.
        election.vanish();
        return memory;
    }

    /** Extends a master's leases, and says that it is there. */
    void prepareToSuspend() {
        if (election.state() == VrrpState.MASTER) {
            election.suspend(loop.nanoTime());
            mastership.extend();
        }
    }

    /** Holds what a predecessor held; before anybody looks for an address of the host's. */
    void inherit(RouterMemory memory) {
        if (memory.election().state() == VrrpState.MASTER) {
            mastership.inherit(memory.holdings());
        }
    }

    /** Goes on where a predecessor was suspended, or begins anew if it cannot. */
    void goOn(RouterMemory memory, long suspended) {
        counters.restore(memory.counters());
        conversation.resume(memory.numbers(), memory.checksumForm());
        virtualLinks.inherits(true);
        needs.inspect();
        virtualLinks.inherits(false);
        boolean goesOn = election.resume(memory.election(), suspended, loop.nanoTime());
        // Made anew they are down, and those of a master that is none any more are up.
        virtualLinks.enable(election.state() == VrrpState.MASTER);
        if (!goesOn) {
            mastership.end();
            mastership.removeLeftovers();
            return;
        }
        reason = memory.reason();
        since = memory.since();
        if (election.state() == VrrpState.MASTER) {
            mastership.resume(memory.holdings());
        }
    }

    /** Gives up the addresses that a changed configuration takes away; before anybody takes them. */
    void giveUpForeign(VrrpInstance changed) {
        mastership.giveUpForeign(changed);
    }

    /** Adapts to a changed configuration with the same interface, family and VRID, and the same version. */
    void adapt(VrrpInstance changed) {
        instance = changed;
        reporter.rename(changed.name());
        conversation.adapt(changed);
        mastership.adapt(changed);
        attachment.adapt(changed);
        virtualLinks.adapt(changed);
        needs.adapt(changed);
        election.adapt(changed, needs.priority(cohort.ties()), loop.nanoTime());
    }

    /** After all have adapted: a master takes what is wanted of it now, and who has become the owner does not wait. */
    void complete() {
        if (election.state() == VrrpState.MASTER) {
            mastership.complete();
        } else if (instance.owner()) {
            cohort.claim(this);
        }
    }

    /** What it knows and waits for. */
    ElectionMemory remember() {
        return election.memory(electionTimer.deadline());
    }

    /** Does again what it, or one in its place, did before a configuration that was refused. */
    void goBack(ElectionMemory before, long now) {
        String why = "a configuration that was refused is taken back";
        if (before.state() == VrrpState.MASTER) {
            election.takeOver(now, why);
            mastership.complete();
        } else {
            election.stepDown(now, why);
            election.recall(before);
        }
    }

    /** An address that was kept from it may be there now. */
    void resume() {
        if (election.state() == VrrpState.MASTER) {
            mastership.complete();
        }
    }

    // ---- handover ----

    /** The handover that goes on, or null. */
    @Nullable
    Handover handover() {
        return handover;
    }

    /** Is told of a master's successor, and that the master is none any more, from now on. */
    void handover(Handover begun) {
        handover = begun;
    }

    /** Is not told any more. */
    void handoverOver(Handover ended) {
        if (handover == ended) {
            handover = null;
        }
    }

    /** A master gives nothing away any more, also if a successor was heard. */
    void serveOn() {
        long now = loop.nanoTime();
        if (election.serving(now)) {
            boolean silent = election.giving().phase() == Yielding.SUCCEEDED;
            election.giving().keep(now);
            if (silent) {
                mastership.speakAgain();
            }
        }
    }

    /** Does not serve any more; why not is what it needs, unless it is there again. */
    void depart() {
        cohort.evaluate();
        election.giving().letGo(loop.nanoTime(), "what had failed is well again, but another serves");
    }

    /** Whether it is its advertisements that tell switches where its hardware address is. */
    boolean advertisesVirtualMac() {
        return conversation.bearsVirtualMac();
    }

    /** Makes switches send here again what goes to its virtual hardware address, if it advertises from that. */
    void recallVirtualMac() {
        conversation.recallVirtualMac();
    }

    /** How long it takes to announce all addresses once, if others are as slow as this router is told to be. */
    long announcingTime() {
        return mastership.announcingTime();
    }

    /** Whether it is master of addresses that stay on its interface whatever it does. */
    boolean ownsForGood() {
        return mastership.holdsForGood();
    }

    /** Who is master, as far as is known. */
    @Nullable
    InetAddress master() {
        return snapshot().master();
    }

    void tellOfProblem(String code, String message) {
        reporter.problem(code, message);
    }

    // ---- what it needs ----

    /** What it needs to serve. */
    Needs needs() {
        return needs;
    }

    /** Sets the priority in force. */
    void weigh(Ties ofGroup) {
        int before = election.priority();
        int now = needs.priority(ofGroup);
        if (now != before) {
            election.priority(now);
            reporter.priorityChanged(before, now, needs.ties().sum(instance.priority(), ofGroup));
        }
    }

    /** Reports that something has failed that only weighs. */
    void tellOfFailure(Watch watch, Ties ofGroup) {
        String failure = needs.failure(watch, ofGroup);
        if (failure != null) {
            reporter.problem("tracker-failed", failure);
        }
    }

    /** Goes on if it runs, and waits for this if not. */
    void await(String awaited) {
        if (election.state() == VrrpState.INIT || election.state() == VrrpState.FAULT) {
            reason = awaited;
        }
    }

    /** Cannot serve. */
    void fault(String why) {
        election.fault(why);
        reason = why;
        attachment.leaveIfUnusable();
    }

    /** Does not take over although no master is heard, because another member of its group hears one. */
    void divided(VirtualRouter follower) {
        reporter.divided(
                instance.interfaceName(),
                follower.instance().name(),
                follower.instance().interfaceName());
    }

    /** What it hears of the host. */
    HostChanges host() {
        return host;
    }

    // ---- the election's decisions ----

    /** From the virtual hardware address it makes switches send all here: answer by then, sooner than by RFC 9568 6.4.2. */
    @Override
    public void aboutToAdvertise() {
        if (conversation.bearsVirtualMac()) {
            take();
        }
    }

    private void take() {
        virtualLinks.enable(true);
        mastership.take();
    }

    @Override
    public void advertise(int priority) {
        conversation.advertise(priority);
    }

    @Override
    public void armTimer(long deadline) {
        electionTimer.arm(deadline);
    }

    @Override
    public void disarmTimer() {
        electionTimer.disarm();
    }

    @Override
    public void masterIsDown(long now, String why) {
        cohort.masterIsDown(this, why, now);
    }

    @Override
    public void successorHeard() {
        // What others announce from now on is not to be contradicted.
        mastership.fallSilent();
        if (handover != null) {
            handover.successorHeard(this);
        }
    }

    @Override
    public void successorHeardAgain() {
        if (handover != null) {
            handover.successorHeardAgain(this);
        }
    }

    @Override
    public void lowerPriorityHeard() {
        mastership.contradict();
        // One that has just taken over hears whom it took over from, of which nobody needs to know.
        if (loop.nanoTime() - freshUntil >= 0) {
            reporter.lowerPriorityHeard(election.priority());
        }
    }

    @Override
    public void stateChanged(VrrpState from, VrrpState to, String why) {
        if (to == VrrpState.MASTER) {
            counters.add(Counters.Count.MASTER_TRANSITIONS);
            freshUntil = loop.nanoTime() + instance.advertInterval().toNanos();
            if (!conversation.bearsVirtualMac()) {
                take();
            }
            mastership.begin();
        } else if (from == VrrpState.MASTER) {
            // First, so that their addresses go without the LAN hearing of it.
            virtualLinks.enable(false);
            mastership.end();
        }
        reason = why;
        since = reporter.transition(from, to, election.priority(), why);
        cohort.memberChanged(why);
        if (from == VrrpState.MASTER && to == VrrpState.BACKUP) {
            cohort.yielded(this, why);
        }
        if (from == VrrpState.MASTER && handover != null) {
            handover.left();
        }
    }

    /** A snapshot. */
    InstanceStatus status() {
        Snapshot now = snapshot();
        return now.take(
                reason,
                since,
                counters.ofInstance(),
                cohort.name(),
                needs.trackers(cohort.ties()),
                now.untilTakeover(loop, electionTimer));
    }

    private Snapshot snapshot() {
        return new Snapshot(instance, election, mastership, attachment);
    }
}
