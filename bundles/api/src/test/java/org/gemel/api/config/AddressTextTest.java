package org.gemel.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        "fe80::99, fe80::99",
        "::, ::",
        "::1, ::1",
    })
    void rfc5952(String written, String canonical) throws UnknownHostException {
        assertThat(AddressText.of(InetAddress.getByName(written))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1:80", "2001:db8::1, [2001:db8::1]:80"})
    void aPortFollowsAnAddressInBracketsWhereThatHasColonsItself(String address, String text)
            throws UnknownHostException {
        assertThat(AddressText.of(new InetSocketAddress(InetAddress.getByName(address), 80)))
                .isEqualTo(text);
    }
}
