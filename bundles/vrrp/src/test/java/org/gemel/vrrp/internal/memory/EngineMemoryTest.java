package org.gemel.vrrp.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.ElectionMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineMemoryTest {

    @Test
    void aTextThatWasWrittenIsRead() {
        EngineMemory memory = memory("7;9;0:5:3");
        assertThat(EngineMemory.of(memory.text())).isEqualTo(memory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x;9", "7;y", "7;9;0:5:z", "7;9;0:99999999999999999999:1"})
    void aRouterWhoseNumbersCannotBeReadBeginsAnew(String numbers) {
        EngineMemory read = EngineMemory.of(memory(numbers).text());
        assertThat(read.routers()).isEmpty();
        assertThat(read.at()).isEqualTo(5);
    }

    private static EngineMemory memory(String numbers) {
        ElectionMemory election = new ElectionMemory(
                VrrpState.MASTER, 100, 1, 0, 0, 0, 0, 0, 0, 0, 0, false, false, false, false, false, 0);
        RouterMemory router = new RouterMemory(
                "eth0",
                Family.IPV4,
                51,
                election,
                "no master",
                Instant.EPOCH,
                ChecksumForm.AUTO,
                numbers,
                Map.of(),
                RouterMemory.Holdings.NONE);
        return new EngineMemory(
                5, List.of(router), List.of(), Map.of(), Set.of(address("10.0.0.1"), address("fe80::5e:1")));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
