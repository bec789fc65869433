package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.time.Instant;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.Actions;
import org.gemel.vrrp.internal.election.Election;

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

    private VrrpInstance instance;
    private String reason = "not started";
    private Instant since;

    VirtualRouter(VrrpInstance instance, Surroundings surroundings) {
        this.instance = instance;
        this.loop = surroundings.loop();
        this.reporter = new Reporter(loop, surroundings.events(), instance.name());
        this.election = new Election(instance, this);
        this.electionTimer = loop.newTimer(() -> election.timerExpired(loop.nanoTime()));
        this.conversation = new Conversation(instance, surroundings, election, counters, reporter);
        this.mastership = new Mastership(instance, surroundings, election, counters, reporter);
        this.attachment = new Attachment(surroundings, conversation, reporter, mastership::holds);
        this.virtualLinks = new VirtualLinks(surroundings, conversation, reporter);
        this.since = loop.wallTime();
    }

    VrrpInstance instance() {
        return instance;
    }

    /** Whether this router has put an address on the host, and will take it away. */
    boolean lends(InetAddress address) {
        return mastership.lends(address);
    }

    /** Begins: serves as soon as the interface can. */
    void start() {
        mastership.removeLeftovers();
        evaluate();
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
        election.adapt(changed, loop.nanoTime());
        evaluate();
        if (election.state() == VrrpState.MASTER) {
            mastership.complete();
        }
    }

    // ---- the interface ----

    void linkChanged(Link link) {
        if (election.state() == VrrpState.MASTER) {
            if (!link.up() && virtualLinks.contains(link)) {
                virtualLinks.enable(true);
            }
            mastership.linkChanged(link);
        }
        evaluateIfOn(link);
    }

    void linkRemoved(Link link) {
        mastership.linkRemoved(link);
        if (virtualLinks.contains(link)) {
            virtualLinks.forget(link);
            // Not yet: it may have gone with its base, of which the news is still to come.
            loop.execute(this::makeVirtualLinksAgain);
        }
        evaluateIfOn(link);
    }

    void addressAdded(Link link) {
        evaluateIfOn(link);
    }

    void addressRemoved(Link link, InetAddress address) {
        mastership.addressRemoved(link, address);
        evaluateIfOn(link);
    }

    private void evaluateIfOn(Link link) {
        if (link.name().equals(instance.interfaceName())) {
            evaluate();
        }
    }

    private void makeVirtualLinksAgain() {
        if (attachment.source() != null) {
            evaluate();
            if (election.state() == VrrpState.MASTER) {
                virtualLinks.enable(true);
                mastership.complete();
            }
        }
    }

    /** Starts, or faults, as what this router needs is there or not. */
    private void evaluate() {
        String obstacle = attachment.follow(instance);
        if (obstacle == null) {
            obstacle = virtualLinks.ensure(instance);
        }
        if (obstacle == null) {
            election.start(loop.nanoTime());
            return;
        }
        election.fault(obstacle);
        reason = obstacle;
        attachment.close();
    }

    // ---- the election's decisions ----

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
    public void lowerPriorityHeard() {
        mastership.contradict();
    }

    @Override
    public void stateChanged(VrrpState from, VrrpState to, String why) {
        if (to == VrrpState.MASTER) {
            counters.add(Counters.Count.MASTER_TRANSITIONS);
            virtualLinks.enable(true);
            mastership.begin();
        } else if (from == VrrpState.MASTER) {
            // First, so that their addresses go without the LAN hearing of it.
            virtualLinks.enable(false);
            mastership.end();
        }
        reason = why;
        since = reporter.transition(from, to, election.priority(), why);
    }

    /** A snapshot. */
    InstanceStatus status() {
        return new Snapshot(instance, election, mastership, attachment).take(reason, since, counters.ofInstance());
    }
}
