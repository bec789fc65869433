package org.gemel.balancer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.Service;
import org.gemel.api.platform.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpreaderTest {

    private static final VirtualServer SERVER = virtual(real(1)).build();
    private static final Map<VirtualServer, List<Service>> ONE =
            Map.of(SERVER, List.of(new Service(SERVER.addresses().get(0), SERVER.scheduling(), null, List.of())));

    private static final String[] NOTHING = {"open", "apply 0", "close"};

    private final Platform platform = (Platform) Proxy.newProxyInstance(
            Platform.class.getClassLoader(), new Class<?>[] {Platform.class}, (proxy, method, given) -> null);
    private final DataPlanes planes = new DataPlanes();
    private final FakePlane plane = new FakePlane();
    private final BlockingQueue<Spreader.Trouble> troubles = new LinkedBlockingQueue<>();
    private final Spreader spreader = new Spreader(planes, platform, true, troubles::add);

    @AfterEach
    void closes() {
        spreader.close().join();
    }

    private static Balancing settings(String dataPlane, boolean flush) {
        Balancing none = Balancing.NONE;
        return new Balancing(List.of(), dataPlane, flush, none.leave(), none.timeouts(), none.sync(), none.grace());
    }

    @Test
    void theNamedDataPlaneIsUsedWhateverTheRankingOfOthers() throws Exception {
        FakePlane best = new FakePlane();
        planes.add("best", 100, best);
        planes.add("named", -1, plane);

        spreader.want(settings("named", false), ONE);

        assertThat(plane.next()).isEqualTo("open");
        assertThat(plane.next()).isEqualTo("apply 1");
        spreader.traffic().join();
        assertThat(best.rest())
                .as("only what may have been left before is removed")
                .containsExactly(NOTHING);
    }

    @Test
    void withoutANameTheBestRankedIsUsed() throws Exception {
        FakePlane worse = new FakePlane();
        planes.add("worse", -1, worse);
        planes.add("best", 100, plane);

        spreader.want(settings(null, false), ONE);

        assertThat(plane.next()).isEqualTo("open");
        assertThat(plane.next()).isEqualTo("apply 1");
        spreader.traffic().join();
        assertThat(worse.rest())
                .as("only what may have been left before is removed")
                .containsExactly(NOTHING);
    }

    @Test
    void whatTheKernelGoesOnRefusingIsTold() throws Exception {
        plane.refusal = "no nft_hash";
        planes.add("plane", 0, plane);

        spreader.want(settings(null, false), ONE);

        assertThat(troubles.poll(10, TimeUnit.SECONDS))
                .isEqualTo(new Spreader.Trouble(null, "data-plane-failed", "no nft_hash"));
        assertThat(spreader.state().trouble()).isEqualTo("no nft_hash");
    }

    @Test
    void whatIsOverWithTheNextAttemptIsNotTold() throws Exception {
        plane.refusal = "busy";
        planes.add("plane", 0, plane);
        spreader.want(settings(null, false), ONE);
        assertThat(plane.next()).isEqualTo("open");
        assertThat(plane.next()).isEqualTo("apply 1");

        plane.refusal = null;

        assertThat(plane.next()).isEqualTo("apply 1");
        spreader.traffic().join();
        assertThat(troubles).isEmpty();
        assertThat(spreader.state().trouble()).isNull();
    }

    @Test
    void whatAnEarlierLifeHasLeftIsRemovedAlsoIfNothingIsWanted() throws Exception {
        planes.add("plane", 0, plane);

        spreader.want(settings(null, false), Map.of());

        assertThat(plane.next()).isEqualTo("open");
        assertThat(plane.next()).isEqualTo("apply 0");
        assertThat(plane.next()).isEqualTo("close");
    }

    @Test
    void itIsRemovedWhenADataPlaneComes() throws Exception {
        spreader.want(settings(null, false), Map.of());
        spreader.traffic().join();
        planes.add("plane", 0, plane);

        assertThat(plane.next()).isEqualTo("open");
        assertThat(plane.next()).isEqualTo("apply 0");
        assertThat(plane.next()).isEqualTo("close");
    }

    @Test
    void nothingIsTouchedBeforeAnythingIsWanted() {
        planes.add("plane", 0, plane);
        spreader.traffic().join();

        assertThat(plane.rest()).isEmpty();
    }

    @Test
    void whatWasRemovedOnceIsNotLookedForAgain() throws Exception {
        planes.add("plane", 0, plane);
        spreader.want(settings(null, false), Map.of());
        spreader.traffic().join();
        spreader.want(settings("plane", false), Map.of());
        spreader.traffic().join();

        assertThat(plane.rest()).containsExactly("open", "apply 0", "close");
    }

    @Test
    void theLastServerThatIsRemovedWhileTheDataPlaneIsAwayIsRemovedWhenItIsBack() throws Exception {
        planes.add("plane", 0, plane);
        spreader.want(settings(null, false), ONE);
        spreader.traffic().join();
        planes.remove(plane);
        spreader.want(settings(null, false), Map.of());
        spreader.traffic().join();
        assertThat(plane.rest()).containsExactly("open", "apply 1", "close");

        planes.add("plane", 0, plane);
        spreader.traffic().join();

        assertThat(plane.rest()).containsExactly("open", "apply 1", "close", "open", "apply 0", "close");
    }

    @Test
    void whereNobodyWantsAnythingARefusalIsNotTriedForEver() throws Exception {
        plane.refusal = "not permitted";
        planes.add("plane", 0, plane);
        spreader.want(settings(null, false), Map.of());
        spreader.traffic().join();

        assertThat(plane.rest()).containsExactly("open", "apply 0", "close");
        assertThat(spreader.state().trouble()).isNull();
    }

    @Test
    void theTableIsFlushedAtTheFirstOpenOnly() {
        planes.add("plane", 0, plane);
        spreader.want(settings(null, true), ONE);
        spreader.traffic().join();
        planes.remove(plane);
        planes.add("plane", 0, plane);
        spreader.traffic().join();

        assertThat(plane.rest()).containsExactly("open and flush", "apply 1", "close", "open", "apply 1");
    }

    @Test
    void whoGoesOnWhereAnotherWasDoesNotFlush() {
        planes.add("plane", 0, plane);
        Spreader next = new Spreader(planes, platform, false, troubles::add);
        next.want(settings(null, true), ONE);
        next.traffic().join();
        next.close().join();

        assertThat(plane.rest()).containsExactly("open", "apply 1", "close");
    }

    @Test
    void anotherGraceIsNoReasonForAnotherSession() {
        planes.add("plane", 0, plane);
        Balancing none = Balancing.NONE;
        spreader.want(none, ONE);
        spreader.traffic().join();
        spreader.want(
                new Balancing(List.of(), null, true, none.leave(), none.timeouts(), none.sync(), Duration.ofSeconds(7)),
                ONE);
        spreader.traffic().join();

        assertThat(plane.rest()).containsExactly("open", "apply 1", "apply 1");
    }

    @Test
    void aRefusedServerIsToldAgainWhenItComesBack() throws Exception {
        plane.cannot = List.of("cannot tunnel");
        planes.add("plane", 0, plane);
        spreader.want(settings(null, false), ONE);
        spreader.want(settings(null, false), ONE);
        assertThat(troubles.take().code()).isEqualTo("data-plane-refuses");
        spreader.traffic().join();
        spreader.want(settings(null, false), Map.of());
        spreader.traffic().join();
        assertThat(spreader.state().refused()).isEmpty();
        assertThat(troubles).isEmpty();

        spreader.want(settings(null, false), ONE);

        assertThat(troubles.take().message()).isEqualTo("its clients are led nowhere: cannot tunnel");
    }

    private final List<String> all = new CopyOnWriteArrayList<>();

    /** The former leads; {@code all} has what is told to either from now on. */
    private FakePlane formerLeads() {
        FakePlane former = new FakePlane();
        planes.add("former", 1, former);
        planes.add("next", 0, plane);
        spreader.want(settings("former", false), ONE);
        spreader.traffic().join();
        former.witness = each -> all.add("former: " + each);
        plane.witness = each -> all.add("next: " + each);
        return former;
    }

    @Test
    void anotherDataPlaneLeadsBeforeTheFormerLetsGoAndThenNothingOfTheFormerIsLeft() {
        formerLeads();

        spreader.want(settings("next", false), ONE);
        spreader.traffic().join();

        assertThat(all)
                .containsExactly(
                        "next: open",
                        "next: apply 1",
                        "former: close",
                        "former: open",
                        "former: apply 0",
                        "former: close");
        assertThat(spreader.state()).isEqualTo(new Spreader.State("next", null, Map.of()));
    }

    @Test
    void whileTheOtherDataPlaneRefusesTheFormerGoesOnWithWhatIsWanted() {
        formerLeads();
        plane.refusal = "no ip_vs";

        spreader.want(settings("next", false), ONE);
        spreader.traffic().join();

        assertThat(all).containsExactly("next: open", "next: apply 1", "next: close", "former: apply 1");
        assertThat(spreader.state().dataPlane()).isEqualTo("former");
        assertThat(spreader.state().trouble())
                .isEqualTo("the data plane former goes on, for the one that is wanted does not work: no ip_vs");
    }

    @Test
    void whileThereIsNoOtherDataPlaneTheFormerGoesOn() {
        planes.add("former", 0, plane);
        spreader.want(settings("former", false), ONE);
        spreader.traffic().join();
        spreader.want(settings("next", false), ONE);
        spreader.traffic().join();

        assertThat(plane.rest()).endsWith("apply 1").doesNotContain("close");
        assertThat(spreader.state().trouble()).contains("there is no data plane next");
    }

    @Test
    void whatADataPlaneHasLeftThatIsAwayGoesWhenItIsBack() {
        FakePlane former = formerLeads();
        planes.remove(former);
        spreader.want(settings("next", false), ONE);
        spreader.traffic().join();
        all.clear();

        planes.add("former", 1, former);
        spreader.traffic().join();

        assertThat(all).containsExactly("next: apply 1", "former: open", "former: apply 0", "former: close");
    }

    @Test
    void whatCannotBeRemovedIsTriedAgainAndDisturbsNobody() throws Exception {
        FakePlane former = formerLeads();
        former.refusal = "busy";

        spreader.want(settings("next", false), ONE);
        spreader.traffic().join();
        assertThat(spreader.state().trouble()).isNull();
        assertThat(troubles.poll(20, TimeUnit.SECONDS))
                .isEqualTo(new Spreader.Trouble(
                        null,
                        "data-plane-leaves",
                        "what the data plane former was told before cannot be removed: busy"));

        former.refusal = null;
        spreader.want(settings("next", false), ONE);
        spreader.traffic().join();
        spreader.want(settings("next", false), ONE);
        spreader.traffic().join();
        assertThat(all).endsWith("former: apply 0", "former: close", "next: apply 1");
    }

    @Test
    void whatDoesNotWorkHereHasLeftNothing() {
        FakePlane foreign = new FakePlane();
        foreign.unavailable = "this kernel has no ip_vs";
        planes.add("foreign", 0, foreign);
        planes.add("plane", 1, plane);

        spreader.want(settings(null, false), ONE);
        spreader.traffic().join();

        assertThat(foreign.rest()).isEmpty();
        assertThat(plane.rest()).containsExactly("open", "apply 1");
    }

    @Test
    void theSameDataPlaneWithOtherSettingsLetsGoOfItsTableForAMomentAsItIs() {
        planes.add("plane", 0, plane);
        spreader.want(settings(null, false), ONE);
        spreader.traffic().join();
        spreader.want(settings("plane", false), ONE);
        spreader.traffic().join();

        assertThat(plane.rest()).containsExactly("open", "apply 1", "close", "open", "apply 1");
    }
}
