package org.passwordresets.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MutableHttpRequest;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which client a request counts for: the peer, unless a trusted proxy says otherwise. */
class ClientAddressesTest {
    private static final List<String> PROXIES = List.of("10.0.0.0/8", "2001:db8:ffff::/48", "192.0.2.250");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // Not behind a proxy: nobody is believed.
                "198.51.100.7     | -                                   | 198.51.100.7",
                "198.51.100.7     | 203.0.113.9                         | 198.51.100.7",
                "192.0.2.251      | 203.0.113.9                         | 192.0.2.251",
                // Behind one or more: the last hop that is no proxy.
                "10.1.2.3         | -                                   | 10.1.2.3",
                "10.1.2.3         | 203.0.113.9                         | 203.0.113.9",
                "192.0.2.250      | 203.0.113.9                         | 203.0.113.9",
                "10.1.2.3         | 198.51.100.99, 203.0.113.9          | 203.0.113.9",
                "10.1.2.3         | 203.0.113.9, 10.4.4.4, 10.5.5.5     | 203.0.113.9",
                "10.1.2.3         | 198.51.100.1, 203.0.113.9, 10.4.4.4 | 203.0.113.9",
                "10.1.2.3         | 10.4.4.4                            | 10.4.4.4",
                "2001:db8:ffff::1 | 203.0.113.9                         | 203.0.113.9",
                "10.1.2.3         | 203.0.113.9:4711                    | 203.0.113.9",
                // IPv6 by its network.
                "2001:db8:1:2::a  | -                                   | 2001:db8:1:2:0:0:0:0/64",
                "10.1.2.3         | 2001:db8:1:2:3:4:5:6                | 2001:db8:1:2:0:0:0:0/64",
                "10.1.2.3         | [2001:db8:1:2:ffff::1]:4711         | 2001:db8:1:2:0:0:0:0/64",
                "10.1.2.3         | ::ffff:203.0.113.9                  | 203.0.113.9",
                "::ffff:10.1.2.3  | 203.0.113.9                         | 203.0.113.9",
                // Malformed: as far as it could be read.
                "10.1.2.3         | nonsense                            | 10.1.2.3",
                "10.1.2.3         | 203.0.113.9, nonsense               | 10.1.2.3",
                "10.1.2.3         | nonsense, 203.0.113.9               | 203.0.113.9",
                "10.1.2.3         | nonsense, 10.4.4.4                  | 10.4.4.4",
                "10.1.2.3         | 203.0.113.999                       | 10.1.2.3",
                "10.1.2.3         | localhost                           | 10.1.2.3",
                "10.1.2.3         | ,                                   | 10.1.2.3",
                "10.1.2.3         | ''                                  | 10.1.2.3",
                "10.1.2.3         | []:                                 | 10.1.2.3",
                "10.1.2.3         | :                                   | 10.1.2.3",
            })
    void readsXForwardedFor(String peer, String header, String client) {
        assertThat(client(ForwardingHeader.X_FORWARDED_FOR, peer, "X-Forwarded-For", header))
                .isEqualTo(client);
        assertThat(client(ForwardingHeader.FORWARDED, peer, "X-Forwarded-For", header))
                .as("The header that is not configured")
                .isEqualTo(client(ForwardingHeader.FORWARDED, peer, "X-Forwarded-For", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '\'',
            value = {
                "198.51.100.7 | for=203.0.113.9                                  | 198.51.100.7",
                "10.1.2.3     | for=203.0.113.9                                  | 203.0.113.9",
                "10.1.2.3     | proto=https; For=203.0.113.9 ;by=10.1.2.3        | 203.0.113.9",
                "10.1.2.3     | for=198.51.100.1, for=203.0.113.9, for=10.4.4.4  | 203.0.113.9",
                "10.1.2.3     | for=\"[2001:db8:1:2::1]:4711\"                   | 2001:db8:1:2:0:0:0:0/64",
                "10.1.2.3     | for=\"203.0.113.9:80\";host=\"a,b;for=1.1.1.1\"  | 203.0.113.9",
                "10.1.2.3     | for=unknown                                      | 10.1.2.3",
                "10.1.2.3     | for=_hidden, for=10.4.4.4                        | 10.4.4.4",
                "10.1.2.3     | for=\"203.0.113.9                                | 10.1.2.3",
                "10.1.2.3     | proto=https                                      | 10.1.2.3",
                "10.1.2.3     | -                                                | 10.1.2.3",
            })
    void readsForwarded(String peer, String header, String client) {
        assertThat(client(ForwardingHeader.FORWARDED, peer, "Forwarded", header))
                .isEqualTo(client);
    }

    private static String client(ForwardingHeader configured, String peer, String header, String value) {
        NetworkConfiguration configuration = new NetworkConfiguration(PROXIES, configured);
        MutableHttpRequest<Object> request = HttpRequest.GET("/");
        if (value != null) {
            request.header(header, value);
        }
        return new ClientAddresses(new TrustedProxies(configuration), configuration)
                .of(new HttpRequestWrapper<>(request) {
                    @Override
                    public InetSocketAddress getRemoteAddress() {
                        return new InetSocketAddress(peer, 4711);
                    }
                });
    }
}
