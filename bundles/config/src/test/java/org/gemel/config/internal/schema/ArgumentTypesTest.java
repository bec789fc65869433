package org.gemel.config.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentTypesTest {

    private static Object parse(String type, String text) throws BadArgument {
        return ArgumentTypes.of(type).parse(text);
    }

    @ParameterizedTest
    @CsvSource({
        "int(1..255), 255",
        "int(-20..19), -20",
        "seconds(0.01..255), 0.01",
        "bool, yes",
        "word(MASTER|BACKUP), MASTER",
        "anycase(TCP|UDP), tcp",
        "address, 192.0.2.1",
        "address, 2001:db8::1",
        "prefix, 192.0.2.1/0",
        "prefix, 2001:db8::1/128",
        "host, 192.0.2.1/24",
        "group, 224.0.0.18",
        "group, ff02::12",
        "destination, default",
        "selector, all",
        "broadcast, +",
        "scope, 255",
        "scope, site",
        "interface, eth0.100@x",
        "interface, 123456789012345",
        "server-range, 192.0.2.1-9",
        "server-range, 2001:db8::1-ff",
        "server-range, 192.0.2.0/24",
        "granularity, 255.255.255.0",
        "granularity, 64",
        "hex(4), 00fF",
        "dnstype, TYPE65",
        "statuses, 200-299",
        "lifetime, forever",
        "buffers, mtu"
    })
    void goodWords(String type, String text) throws BadArgument {
        assertThat(parse(type, text)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "int(1..255), 0, out-of-range",
        "int(1..255), 256, out-of-range",
        "int(1..255), 99999999999999999999999999999999999999999999, not-a-number",
        "int(1..255), 5., not-a-number",
        "int(1..255), '', not-a-number",
        "int(1..255), +, not-a-number",
        "seconds(0.01..255), 0.009, out-of-range",
        "seconds(0.01..255), ., not-a-number",
        "bool, Yes, bad-value",
        "word(MASTER|BACKUP), master, bad-value",
        "address, 192.0.2.1/24, bad-address",
        "address, 192.0.2, bad-address",
        "address, 192.0.2.256, bad-address",
        "address, 192.0.2.01, bad-address",
        "address, 192.0.2.1x, bad-address",
        "address, www.example.org, bad-address",
        "address, ::ffff:192.0.2.1, bad-address",
        "address, fe80::1%eth0, bad-address",
        "address, ':', bad-address",
        "address, '', bad-address",
        "prefix, 192.0.2.1/33, out-of-range",
        "prefix, 192.0.2.1/, not-a-number",
        "prefix, 2001:db8::1/129, out-of-range",
        "group, 192.0.2.1, bad-address",
        "group4, ff02::12, bad-address",
        "broadcast, fe80::1, bad-address",
        "scope, everywhere, bad-value",
        "interface, 1234567890123456, bad-interface",
        "interface, eth0;, bad-interface",
        "interface, .., bad-interface",
        "server-range, 192.0.2.1-256, bad-address",
        "server-range, 192.0.2.1-, bad-address",
        "granularity, 129, out-of-range",
        "hex(4), 00f, bad-value",
        "statuses, 299-200, out-of-range",
        "statuses, 99, out-of-range",
        "name(1..3), abcd, bad-value"
    })
    void badWords(String type, String text, String code) {
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> parse(type, text))
                .satisfies(bad -> assertThat(bad.code()).isEqualTo(code));
    }

    @Test
    void secondsKeepTheirDecimals() throws BadArgument {
        assertThat(parse("seconds(0..)", "1.000001")).isEqualTo(Duration.ofNanos(1_000_001_000));
    }

    @Test
    void aTypeThatIsNoneIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ArgumentTypes.of("integer"));
    }
}
