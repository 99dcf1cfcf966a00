package org.passwordresets.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.RawConnection;
import org.passwordresets.support.Settings;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** What links begin with, by configuration and by what the request says of itself. */
class BaseAddressTest {
    private static final String PROXY =
            "X-Forwarded-Host: api.example;X-Forwarded-Proto: https;X-Forwarded-Prefix: /resets";

    private static final Map<Map<String, Object>, StandingServer> SERVERS = new HashMap<>();

    /** {@code HERE} is where the server listens. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // base-url                | hosts        | trusted   | Host         | more headers
                //     | links begin with
                "-                         | -            | -         | api.example  | -                                     | HERE",
                "-                         | -            | -         | api.example  | " + PROXY
                        + "                         | HERE",
                "-                         | other.example| -         | api.example  | -                                     | HERE",
                "-                         | api.example  | -         | api.example  | -                                     | http://api.example",
                "-                         | api.example  | -         | API.example  | -                                     | http://api.example",
                "-                         | api.example  | -         | api.example:81 | -                                   | HERE",
                "-                         | api.example:81 | -       | api.example:81 | -                                   | http://api.example:81",
                "-                         | api.example  | -         | evil.example | -                                     | HERE",
                "-                         | api.example  | -         | evil.example | " + PROXY
                        + "                         | HERE",
                "-                         | api.example  | -         | api.example  | X-Forwarded-Proto: https              | http://api.example",
                "https://links.example     | -            | -         | api.example  | " + PROXY
                        + "                         | https://links.example",
                "https://links.example/    | -            | -         | api.example  | -                                     | https://links.example",
                "https://links.example/a/b/| -            | 127.0.0.1 | api.example  | " + PROXY
                        + "                         | https://links.example/a/b",
                "https://links.example     | -            | 127.0.0.1 | api.example  | " + PROXY
                        + "                         | https://links.example/resets",
                "https://links.example/a   | api.example  | 127.0.0.1 | 127.0.0.1    | " + PROXY
                        + "                         | https://api.example/a",
                "-                         | api.example  | 127.0.0.1 | 127.0.0.1    | " + PROXY
                        + "                         | https://api.example/resets",
                "-                         | api.example  | 127.0.0.0/8 | 127.0.0.1  | " + PROXY
                        + "                         | https://api.example/resets",
                "-                         | api.example  | 192.0.2.1 | 127.0.0.1    | " + PROXY
                        + "                         | HERE",
                "-                         | other.example| 127.0.0.1 | 127.0.0.1    | " + PROXY
                        + "                         | HERE/resets",
                "-                         | -            | 127.0.0.1 | 127.0.0.1    | " + PROXY
                        + "                         | HERE/resets",
                "-                         | api.example  | 127.0.0.1 | api.example  | -                                     | http://api.example",
                "-                         | api.example  | 127.0.0.1 | api.example  | X-Forwarded-Proto: javascript         | http://api.example",
                "-                         | api.example  | 127.0.0.1 | api.example  | X-Forwarded-Prefix: /a/               | http://api.example/a",
                "-                         | api.example  | 127.0.0.1 | api.example  | X-Forwarded-Prefix: /                 | http://api.example",
                "-                         | api.example  | 127.0.0.1 | api.example  | X-Forwarded-Prefix: //evil.example    | http://api.example",
                "-                         | api.example  | 127.0.0.1 | api.example  | X-Forwarded-Prefix: evil              | http://api.example",
                "-                         | api.example  | 127.0.0.1 | api.example  | X-Forwarded-Prefix: /../x             | http://api.example",
                "-                         | api.example  | 127.0.0.1 | api.example  | X-Forwarded-Prefix: /a, /b            | http://api.example",
                "-                         | api.example  | 127.0.0.1 | api.example  | X-Forwarded-Prefix: /a?b              | http://api.example",
            })
    void linksBeginWith(String base, String hosts, String trusted, String host, String more, String expected) {
        Map<String, Object> settings = new HashMap<>(Map.of("datasources.default.maximum-pool-size", 2));
        put(settings, "api.base-url", base);
        put(settings, "api.hosts", hosts);
        put(settings, "network.trusted-proxies", trusted);
        StandingServer server = SERVERS.computeIfAbsent(settings, StandingServer::start);
        String start = expected.replace("HERE", server.address().toString());

        assertLinksBeginWith(start, server, host, more == null ? "" : more.replace(";", "\r\n") + "\r\n");
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(StandingServer::close);
    }

    private static void put(Map<String, Object> settings, String key, String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }

    /** All links, whichever class writes them: of the resource, of its relationships, of the pages, and Location. */
    private static void assertLinksBeginWith(String start, StandingServer server, String host, String more) {
        String head = " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "Authorization: "
                + server.client(TestApplications.BACK_END).header("Authorization")
                + "\r\nContent-Type: application/vnd.api+json\r\n";
        String email = UUID.randomUUID() + "@example.com";
        String customer = "{\"data\":{\"type\":\"customers\",\"attributes\":{\"email\":\"" + email + "\"}}}";
        String reset = "{\"data\":{\"type\":\"customer_password_resets\",\"attributes\":{\"customer_email\":\"" + email
                + "\"}}}";
        try (RawConnection connection = RawConnection.to(
                URI.create("http://127.0.0.1:" + server.address().getPort()))) {
            assertThat(connection
                            .send("POST /api/customers" + head + "Content-Length: " + customer.length() + "\r\n\r\n"
                                    + customer)
                            .response()
                            .header("Location"))
                    .startsWith(start + "/api/customers/");
            RawConnection.Response created = connection
                    .send("POST /api/customer_password_resets" + head + "Content-Length: " + reset.length() + "\r\n\r\n"
                            + reset)
                    .response();
            assertThat(created.body())
                    .contains("\"self\":\"" + start + "/api/customer_password_resets/")
                    .contains("/relationships/customer\"");
            assertThat(links(created.body())).isNotEmpty().allMatch(link -> link.startsWith(start + "/api/"));
            RawConnection.Response list = connection
                    .send("GET /api/customers?page[size]=1" + head + "\r\n")
                    .response();
            assertThat(links(list.body())).hasSizeGreaterThan(2).allMatch(link -> link.startsWith(start + "/api/"));
        }
    }

    private static List<String> links(String body) {
        return Pattern.compile("\"(https?://[^\"]*)\"")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The address that the client has come in at leads here again; 0.0.0.0 and the client's own words do not. */
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void aServerThatListensEverywhereLinksToWhereItWasReached(String everywhere) {
        try (StandingServer server = StandingServer.start(Map.of("micronaut.server.host", everywhere))) {
            assertLinksBeginWith("http://127.0.0.1:" + server.address().getPort(), server, "evil.example", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example", "api.example/", "a b", "*", "api.example:0", "api.example:x"})
    void hostsThatAreNoneStopTheStart(String hosts) {
        assertThat(Settings.refusal(Map.of("api.hosts", hosts)))
                .startsWith("api.hosts (environment: API_HOSTS) must list hosts");
    }
}
