package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.gemel.api.config.Configuration;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.appliance.internal.Fakes.FakeEngine;
import org.gemel.appliance.internal.Fakes.FakeFactory;
import org.gemel.appliance.internal.Fakes.FakePlatform;
import org.junit.jupiter.api.Test;

class EngineKeeperTest {

    private static final Configuration FIRST = Fakes.configuration(Fakes.instance("VI_1", 51, 100));
    private static final Configuration SECOND = Fakes.configuration(Fakes.instance("VI_1", 51, 150));

    private final FakePlatform platform = new FakePlatform();
    private final FakeFactory factory = new FakeFactory();
    private final EngineKeeper keeper = new EngineKeeper(event -> {}, configuration -> {}, Fakes.CLOCK);

    @Test
    void anEngineRunsTheConfigurationWhenAllIsHere() throws Exception {
        running(FIRST);
        assertThat(factory.last().applied).containsExactly(FIRST);
    }

    @Test
    void thePlatformAdoptsTheProcessSettingsOfEveryConfiguration() throws Exception {
        running(Fakes.in("blue", ""));
        keeper.run(SECOND);
        assertThat(platform.adopted()).containsExactly(Fakes.in("blue", "").process(), SECOND.process());
    }

    @Test
    void whereTheProcessCannotRunAsWantedNoEngineIsMade() {
        keeper.add(platform);
        keeper.add(factory);
        assertThatThrownBy(() -> keeper.run(Fakes.in("nowhere", ""))).hasMessage("cannot enter nowhere");
        assertThat(factory.made).isEmpty();
    }

    @Test
    void anotherConfigurationGoesToTheSameEngine() throws Exception {
        running(FIRST);
        keeper.run(SECOND);
        assertThat(factory.made).hasSize(1);
        assertThat(factory.last().applied).containsExactly(FIRST, SECOND);
    }

    @Test
    void withoutAConfigurationNoEngineIsMade() {
        keeper.add(platform);
        keeper.add(factory);
        assertThat(factory.made).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidOfEveryVirtualRouter() throws Exception {
        keeper.add(platform);
        keeper.run(FIRST);
        InstanceStatus status = keeper.status().instances().get(0);
        assertThat(status.state()).isEqualTo(VrrpState.INIT);
        assertThat(status.reason())
                .isEqualTo("missing the VRRP engine (VrrpEngineFactory service, bundle org.gemel.vrrp)");
    }

    @Test
    void aFactoryThatComesLateStartsTheEngine() throws Exception {
        keeper.add(platform);
        keeper.run(FIRST);
        keeper.add(factory);
        assertThat(factory.last().applied).containsExactly(FIRST);
    }

    @Test
    void anEngineIsStoppedBeforeItsFactoryGoes() throws Exception {
        running(FIRST);
        keeper.remove(factory);
        assertThat(factory.last().stopped).isTrue();
    }

    @Test
    void anEngineThatCanBeSuspendedIsNotStopped() throws Exception {
        factory.memory = "how it was";
        running(FIRST);
        keeper.remove(factory);
        assertThat(factory.last().stopped).isFalse();
    }

    @Test
    void theNextEngineKnowsWhatTheSuspendedOneKnew() throws Exception {
        factory.memory = "how it was";
        running(FIRST);
        keeper.remove(factory);
        keeper.add(factory);
        assertThat(factory.told).containsExactly("how it was");
    }

    @Test
    void whoRetiresInTheMiddleOfAnUpdateWaitsForTheNextEngine() throws Exception {
        factory.memory = "how it was";
        running(FIRST);
        keeper.remove(factory);
        Thread retiring = new Thread(() -> keeper.retire(Duration.ofSeconds(20)));
        retiring.start();
        keeper.add(factory);
        retiring.join();
        assertThat(factory.last().asked).contains("retire within PT20S");
    }

    @Test
    void whoIsInAHurryWaitsForNoNextEngine() throws Exception {
        factory.memory = "how it was";
        running(FIRST);
        keeper.remove(factory);
        keeper.hurry();
        keeper.retire(Duration.ofHours(1));
        assertThat(factory.made).hasSize(1);
    }

    @Test
    void anEngineThatCannotGoOnSaysNoGoodbyeSoThatTheFormerOneCan() throws Exception {
        factory.memory = "how it was";
        running(FIRST);
        keeper.remove(factory);
        FakeFactory broken = new FakeFactory();
        broken.memory = "half";
        broken.refuses = true;
        keeper.add(broken);
        assertThat(broken.last().stopped).isFalse();
        keeper.add(factory);
        assertThat(factory.told).containsExactly("how it was");
    }

    @Test
    void aFactoryThatFailedToGoOnBeginsAnewTheNextTime() throws Exception {
        factory.memory = "how it was";
        running(FIRST);
        keeper.remove(factory);
        factory.refuses = true;
        keeper.add(factory);
        factory.refuses = false;
        keeper.remove(factory);
        keeper.add(factory);
        assertThat(factory.told).hasSize(1);
        assertThat(factory.last().applied).containsExactly(FIRST);
    }

    @Test
    void anInheritanceThatCannotBeGoneOnWithDoesNotEndTheAppliance() throws Exception {
        factory.refusesToGoOn = true;
        keeper.add(platform);
        keeper.add(factory);
        keeper.inherit("nonsense");
        keeper.run(FIRST);
        assertThat(factory.told).containsExactly("nonsense");
        assertThat(factory.last().applied).containsExactly(FIRST);
    }

    @Test
    void anExclusionThatComesWhileAnEngineIsMadeIsNotMissed() throws Exception {
        factory.applying = () -> keeper.exclude("maintenance");
        running(FIRST);
        assertThat(factory.last().asked).containsExactly("exclude maintenance");
    }

    @Test
    void anEngineThatDidNotFollowASuspendedOneKnowsNothing() throws Exception {
        running(FIRST);
        keeper.remove(factory);
        keeper.add(factory);
        assertThat(factory.told).isEmpty();
    }

    @Test
    void aSuspendedKeeperLeavesWhatTheNextOneInherits() throws Exception {
        factory.memory = "how it was";
        running(FIRST);
        String left = keeper.suspend();
        EngineKeeper next = new EngineKeeper(event -> {}, configuration -> {}, Fakes.CLOCK);
        next.add(platform);
        next.add(factory);
        next.inherit(left);
        next.run(FIRST);
        assertThat(factory.told).containsExactly("how it was");
    }

    @Test
    void aFactoryThatComesBackRunsTheConfigurationInForce() throws Exception {
        running(FIRST);
        keeper.run(SECOND);
        keeper.remove(factory);
        keeper.add(factory);
        assertThat(factory.made).hasSize(2);
        assertThat(factory.last().applied).containsExactly(SECOND);
    }

    @Test
    void aConfigurationThatComesWhileTheFactoryIsAwayIsRunWhenItIsBack() throws Exception {
        running(FIRST);
        keeper.remove(factory);
        keeper.run(SECOND);
        keeper.add(factory);
        assertThat(factory.last().applied).containsExactly(SECOND);
    }

    @Test
    void anotherPlatformGetsAnEngineOfItsOwn() throws Exception {
        running(FIRST);
        FakeEngine former = factory.last();
        FakePlatform other = new FakePlatform();
        keeper.add(other);
        // Declarative Services takes the former away after the other has come.
        keeper.remove(platform);
        assertThat(former.stopped).isTrue();
        assertThat(factory.last().platform).isSameAs(other);
        assertThat(factory.last().stopped).isFalse();
    }

    @Test
    void aRefusedStartIsToldAndLeavesNothingRunning() {
        factory.refuses = true;
        assertThatThrownBy(() -> running(FIRST)).hasMessageContaining("eth0 is on fire");
        assertThat(factory.last().stopped).isTrue();
    }

    @Test
    void afterARefusedChangeTheFormerConfigurationIsAppliedAgain() throws Exception {
        running(FIRST);
        factory.refuses = true;
        assertThatThrownBy(() -> keeper.run(SECOND)).hasMessageContaining("eth0 is on fire");
        factory.refuses = false;
        keeper.remove(factory);
        keeper.add(factory);
        assertThat(factory.last().applied).containsExactly(FIRST);
    }

    @Test
    void theStatusIsTheEnginesOwn() throws Exception {
        running(FIRST);
        assertThat(keeper.status().counters()).containsEntry("checksum-errors", 7L);
    }

    @Test
    void afterAStopNothingStartsAgain() throws Exception {
        running(FIRST);
        keeper.stop();
        keeper.remove(factory);
        keeper.add(factory);
        assertThat(factory.made).hasSize(1);
        assertThat(factory.last().stopped).isTrue();
    }

    @Test
    void afterAStopNoConfigurationIsTakenAnyMore() throws Exception {
        running(FIRST);
        keeper.stop();
        assertThatThrownBy(() -> keeper.run(SECOND)).hasMessage("the appliance is stopping");
        assertThat(factory.made).hasSize(1);
    }

    private void running(Configuration configuration) throws EngineException {
        keeper.add(platform);
        keeper.add(factory);
        keeper.run(configuration);
    }
}
