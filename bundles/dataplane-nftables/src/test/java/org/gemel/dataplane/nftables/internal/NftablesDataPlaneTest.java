package org.gemel.dataplane.nftables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NftablesDataPlaneTest {

    @Test
    void anApplianceThatIsAloneHasTheUsualTable() {
        assertThat(NftablesDataPlane.tableOf("/run/gemel")).isEqualTo("gemel-lb");
        assertThat(NftablesDataPlane.tableOf(null)).isEqualTo("gemel-lb");
    }

    @Test
    void eachOfSeveralHasItsOwn() {
        assertThat(NftablesDataPlane.tableOf("/run/gemel/my blue"))
                .startsWith("gemel-lb-my_blue-")
                .isNotEqualTo(NftablesDataPlane.tableOf("/tmp/my blue"))
                .isEqualTo(NftablesDataPlane.tableOf("/run/gemel/../gemel/my blue"));
    }
}
