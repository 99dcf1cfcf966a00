package org.passwordresets.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code network.*}, their defaults and bounds. */
class NetworkConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(NetworkConfiguration.class, Map.of()))
                .isEqualTo(new NetworkConfiguration(List.of(), ForwardingHeader.X_FORWARDED_FOR));
    }

    @Test
    void readsTheseKeys() {
        Map<String, Object> settings = Map.of(
                "network.trusted-proxies", "10.0.0.0/8, 2001:db8::/32,192.0.2.1",
                "network.client-address-header", "forwarded");
        assertThat(Settings.read(NetworkConfiguration.class, settings))
                .isEqualTo(new NetworkConfiguration(
                        List.of("10.0.0.0/8", "2001:db8::/32", "192.0.2.1"), ForwardingHeader.FORWARDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "2001:db8::/129", "10.0.0.0/8;::1"})
    void refusesOtherProxies(String text) {
        assertThat(Settings.refusal(Map.of("network.trusted-proxies", text)))
                .isEqualTo("network.trusted-proxies (environment: NETWORK_TRUSTED_PROXIES) must list IP addresses or"
                        + " networks, separated by commas, such as 10.0.0.0/8, 2001:db8::/32");
    }

    @Test
    void refusesAnotherHeader() {
        assertThat(Settings.refusal(Map.of("network.client-address-header", "x-real-ip")))
                .isEqualTo("network.client-address-header (environment: NETWORK_CLIENT_ADDRESS_HEADER) must be"
                        + " x_forwarded_for or forwarded");
    }
}
