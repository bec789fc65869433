package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.appliance.internal.Fakes.configuration;
import static org.gemel.appliance.internal.Fakes.instance;
import static org.gemel.appliance.internal.Fakes.password;
import static org.gemel.appliance.internal.Fakes.virtual;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.Announcements;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Reception;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.Tracking;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationChangesTest {

    private static final VrrpInstance ONE = instance("VI_1", 51, 100);
    private static final VrrpInstance TWO = instance("VI_2", 52, 100);

    @Test
    void equalConfigurationsDoNotDiffer() {
        assertThat(ConfigurationChanges.between(configuration(ONE), configuration(instance("VI_1", 51, 100))))
                .isEmpty();
    }

    @Test
    void anInstanceThatIsNew() {
        assertThat(ConfigurationChanges.between(configuration(ONE), configuration(ONE, TWO)))
                .containsExactly("VI_2: added, eth0, VRID 52, IPv4");
    }

    @Test
    void anInstanceThatIsGone() {
        assertThat(ConfigurationChanges.between(configuration(ONE, TWO), configuration(TWO)))
                .containsExactly("VI_1: removed, eth0, VRID 51, IPv4");
    }

    @Test
    void aFieldThatChanged() {
        assertThat(ConfigurationChanges.between(configuration(ONE), configuration(instance("VI_1", 51, 150))))
                .containsExactly("VI_1: priority 100 -> 150");
    }

    @Test
    void addressesThatCameAndWent() {
        assertThat(ConfigurationChanges.between(
                        configuration(with(List.of(virtual("10.9.0.1"), virtual("10.9.0.2")))),
                        configuration(with(List.of(virtual("10.9.0.2"), virtual("10.9.0.3"))))))
                .containsExactly("VI_1: address 10.9.0.3/24 added", "VI_1: address 10.9.0.1/24 removed");
    }

    @Test
    void addressesInAnotherOrder() {
        assertThat(ConfigurationChanges.between(
                        configuration(with(List.of(virtual("10.9.0.1"), virtual("10.9.0.2")))),
                        configuration(with(List.of(virtual("10.9.0.2"), virtual("10.9.0.1"))))))
                .containsExactly("VI_1: order of addresses or peers");
    }

    @Test
    void instancesInAnotherOrder() {
        assertThat(ConfigurationChanges.between(configuration(ONE, TWO), configuration(TWO, ONE)))
                .containsExactly("the order of the virtual routers");
    }

    @Test
    void anotherRouterId() {
        assertThat(ConfigurationChanges.between(
                        new Configuration("here", List.of()), new Configuration("there", List.of())))
                .containsExactly("router id here -> there");
    }

    @Test
    void anotherPasswordIsNotShown() {
        assertThat(ConfigurationChanges.between(
                        configuration(with(password("hunter22"))), configuration(with(password("s3cret!!")))))
                .containsExactly("VI_1: authentication password (not shown)");
    }

    @Test
    void anotherKindOfAuthenticationShowsNoPasswordEither() {
        assertThat(ConfigurationChanges.between(configuration(ONE), configuration(with(password("s3cret!!")))))
                .containsExactly("VI_1: authentication type None -> Pass");
    }

    @ParameterizedTest
    @MethodSource("components")
    void noFieldOfAnInstanceIsForgotten(RecordComponent component) throws Exception {
        assertThat(ConfigurationChanges.between(configuration(ONE), configuration(changed(component))))
                .isNotEmpty()
                .noneMatch(line -> line.contains("order of"));
    }

    private static Stream<RecordComponent> components() {
        return Arrays.stream(VrrpInstance.class.getRecordComponents())
                .filter(component -> !component.getName().equals("name"));
    }

    private static VrrpInstance with(Authentication authentication) {
        return instance("VI_1", 51, 100, authentication, ONE.addresses());
    }

    private static VrrpInstance with(List<VirtualAddress> addresses) {
        return instance("VI_1", 51, 100, new Authentication.None(), addresses);
    }

    /** The instance with one component changed to whatever else its type allows. */
    private static VrrpInstance changed(RecordComponent changed) throws Exception {
        RecordComponent[] all = VrrpInstance.class.getRecordComponents();
        Object[] values = new Object[all.length];
        for (int i = 0; i < all.length; i++) {
            Object value = all[i].getAccessor().invoke(ONE);
            values[i] = all[i].getName().equals(changed.getName()) ? other(all[i], value) : value;
        }
        Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<VrrpInstance> constructor = VrrpInstance.class.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    private static Object other(RecordComponent component, Object value) {
        Class<?> type = component.getType();
        if (type == int.class) {
            return (Integer) value + 1;
        }
        if (type == boolean.class) {
            return !(Boolean) value;
        }
        if (type == String.class) {
            return value + "x";
        }
        if (type == Duration.class) {
            return ((Duration) value).plusSeconds(1);
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[0].equals(value) ? constants[1] : constants[0];
        }
        if (type == InetAddress.class) {
            return Fakes.address("10.9.0.77");
        }
        if (type == Authentication.class) {
            return password("s3cret!!");
        }
        if (type == Announcements.class) {
            return new Announcements(1, Duration.ZERO, Duration.ZERO, 1, 0, Duration.ZERO);
        }
        if (type == Tracking.class) {
            return new Tracking(true, false, List.of(new Tracked(Tracked.Kind.SCRIPT, "chk", 10, false)));
        }
        if (type == Reception.class) {
            return new Reception(true, false, false, true, 0, 0);
        }
        if (component.getName().equals("virtualLinks")) {
            return List.of(new VirtualLink(
                    "vrrp.51", "eth0", VirtualLink.Kind.MACVLAN, 0x5e00_0133L, true, false, null, null));
        }
        if (type == List.class) {
            return component.getName().equals("unicastPeers")
                    ? List.of(new UnicastPeer(Fakes.address("10.9.0.77")))
                    : List.of(virtual("10.9.0.77"));
        }
        throw new AssertionError("teach this test about " + component);
    }
}
