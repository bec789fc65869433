package org.gemel.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.demo.lab.Sighting.Announcement;
import org.junit.jupiter.api.Test;

class PacketsTest {

    private static Optional<Sighting> read(String... hex) {
        return Packets.read(
                Instant.EPOCH,
                ByteBuffer.wrap(HexFormat.of().parseHex(String.join("", hex).replace(" ", ""))));
    }

    @Test
    void anIpv4AdvertisementIsRead() {
        assertThat(read(
                        "01005e000012 020000000011 0800",
                        "45c00020 00010000 ff700000 0a00000b e0000012",
                        "31 33 64 01 0064 0000 0a000001"))
                .contains(new Advert(Instant.EPOCH, "10.0.0.11", 3, 51, 100, List.of("10.0.0.1")));
    }

    @Test
    void anIpv6AdvertisementIsRead() {
        assertThat(read(
                        "333300000012 020000000011 86dd",
                        "6c000000 0018 70 ff fe80000000000000000000fffe000011 ff020000000000000000000000000012",
                        "31 33 00 01 0064 0000 fd000010000000000000000000000001"))
                .contains(new Advert(Instant.EPOCH, "fe80::ff:fe00:11", 3, 51, 0, List.of("fd00:10::1")));
    }

    @Test
    void aGratuitousArpIsRead() {
        assertThat(read(
                        "ffffffffffff 020000000011 0806",
                        "0001 0800 06 04 0001 020000000011 0a000001 ffffffffffff 0a000001"))
                .contains(new Announcement(Instant.EPOCH, "10.0.0.1", "02:00:00:00:00:11"));
    }

    @Test
    void anOrdinaryArpRequestIsLeftOut() {
        assertThat(read(
                        "ffffffffffff 020000000011 0806",
                        "0001 0800 06 04 0001 020000000011 0a000001 000000000000 0a000002"))
                .isEmpty();
    }

    @Test
    void aFrameCutShortIsLeftOut() {
        assertThat(read("01005e000012 020000000011 0800", "45c00020 0001")).isEmpty();
    }
}
