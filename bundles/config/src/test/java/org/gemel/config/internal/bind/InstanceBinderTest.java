package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.time.Duration;
import org.gemel.api.config.Announcements;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.Trees;
import org.junit.jupiter.api.Test;

class InstanceBinderTest {

    @Test
    void aMinimalInstanceIsBoundWithTheDefaultsOfKeepalived() {
        assertThat(Trees.bind(instance()).diagnostics()).isEmpty();
        VrrpInstance instance = only(instance());
        assertThat(instance.name()).isEqualTo("V");
        assertThat(instance.interfaceName()).isEqualTo("eth0");
        assertThat(instance.vrid()).isEqualTo(51);
        assertThat(instance.family()).isEqualTo(Family.IPV4);
        assertThat(instance.version()).isEqualTo(2);
        assertThat(instance.priority()).isEqualTo(100);
        assertThat(instance.startAsMaster()).isFalse();
        assertThat(instance.advertInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(instance.preempt()).isTrue();
        assertThat(instance.preemptDelay()).isZero();
        assertThat(instance.downTimerAdverts()).isEqualTo(3);
        assertThat(instance.authentication()).isEqualTo(new Authentication.None());
        assertThat(instance.source()).isNull();
        assertThat(instance.multicastGroup().getHostAddress()).isEqualTo("224.0.0.18");
        assertThat(instance.unicastPeers()).isEmpty();
        assertThat(instance.unicastTtl()).isEqualTo(255);
        assertThat(instance.addresses()).hasToString("[192.0.2.1/24]");
        assertThat(instance.excludedAddresses()).isEmpty();
        assertThat(instance.announcements()).isEqualTo(Announcements.DEFAULT);
        assertThat(instance.checksumForm()).isEqualTo(ChecksumForm.AUTO);
        assertThat(instance.answerLowerPriority()).isTrue();
        assertThat(instance.advertiseBeforeYielding()).isFalse();
    }
}
