package org.gemel.balancer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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

    private final Platform platform = (Platform) Proxy.newProxyInstance(
            Platform.class.getClassLoader(), new Class<?>[] {Platform.class}, (proxy, method, given) -> null);
    private final DataPlanes planes = new DataPlanes();
    private final FakePlane plane = new FakePlane();
    private final BlockingQueue<Spreader.Trouble> troubles = new LinkedBlockingQueue<>();
    private final Spreader spreader = new Spreader(planes, platform, troubles::add);

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
        assertThat(best.rest()).isEmpty();
    }

    @Test
    void withoutANameTheBestRankedIsUsed() throws Exception {
        FakePlane worse = new FakePlane();
        planes.add("worse", -1, worse);
        planes.add("best", 100, plane);

        spreader.want(settings(null, false), ONE);

        assertThat(plane.next()).isEqualTo("open");
        assertThat(plane.next()).isEqualTo("apply 1");
        assertThat(worse.rest()).isEmpty();
    }
}
