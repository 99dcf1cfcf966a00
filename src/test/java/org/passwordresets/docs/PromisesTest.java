package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.html.Markdown;
import org.passwordresets.support.Client;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** The requests of the docs, as readers paste them, and what Compatibility says is absent. */
class PromisesTest extends ServerTest {
    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final int MAX_WAIT_SECONDS = 60;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        String prefix = "auth.applications.open-shop.";
        properties.put(prefix + "client-id", "open-shop");
        properties.put(prefix + "kind", "sales_channel");
        properties.put(prefix + "mode", "test");
        properties.put(prefix + "organization-id", "AAAAAAAAAA");
        properties.put(prefix + "organization-slug", "aaaaaaaaaa");
        return properties;
    }

    /** All blocks of the Authentication page but the first, whose variables are those of this test. */
    @Test
    void theAuthenticationPageCanBePasted() throws Exception {
        assumeTrue(Files.isExecutable(CURL), "needs curl");
        List<String> blocks = blocks("authentication.md", "sh");
        List<String> json = blocks("authentication.md", "json");
        String variables = "SERVER=%s\nCLIENT_ID=%s\nCLIENT_SECRET='%s'\nSHOP_CLIENT_ID=open-shop\n"
                .formatted(
                        server.getURI(),
                        TestApplications.BACK_END.clientId(),
                        TestApplications.BACK_END.clientSecret());
        String output = bash(variables
                + blocks.stream().skip(1).map(block -> block + "\necho\n").collect(Collectors.joining()));

        assertThat(output.lines().filter(line -> !line.isEmpty()).toList())
                .satisfiesExactly(
                        backEnd -> assertThat(backEnd).contains("\"access_token\":\"", "\"expires_in\":7200"),
                        shop -> assertThat(shop).contains("\"access_token\":\"", "\"expires_in\":14400"),
                        list -> assertThat(list).startsWith("{\"data\":["),
                        customer -> assertThat(names(customer)).isEqualTo(names(json.get(1))),
                        own -> assertThat(own).startsWith("{\"data\":{").contains("@example.com"),
                        renewed -> assertThat(names(renewed)).isEqualTo(names(json.get(1))),
                        revoked -> assertThat(revoked).isEqualTo("{}"),
                        info -> assertThat(info).contains("\"kind\":\"integration\"", "\"permissions\":{"),
                        refusal -> assertThat(refusal)
                                .isEqualTo(
                                        new ObjectMapper().readTree(json.get(2)).toString()),
                        keys -> assertThat(keys).contains("\"kty\":\"RSA\""),
                        server -> assertThat(server).contains("\"token_endpoint\":\""));
    }

    private static List<String> names(String json) throws IOException {
        List<String> names = new ArrayList<>();
        new ObjectMapper().readTree(json).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The first block, in a checkout: the JavaScript on the page reads its variables. */
    @Test
    void programsGetTheVariablesOfTheAuthenticationPage(@TempDir Path checkout) throws Exception {
        Path data = Files.createDirectory(checkout.resolve(".data"));
        Files.writeString(data.resolve("clients.properties"), """
                integration.test.client_id=back-end
                integration.test.client_secret=any-secret
                sales_channel.test.client_id=shop
                """);
        List<String> read = Pattern.compile("process\\.env\\.(\\w+)")
                .matcher(String.join("\n", blocks("authentication.md", "js")))
                .results()
                .map(name -> name.group(1))
                .toList();
        String first = blocks("authentication.md", "sh").get(0);

        assertThat(read).contains("SERVER", "CLIENT_ID", "CLIENT_SECRET");
        String cleared = "unset SERVER CLIENT_ID CLIENT_SECRET SHOP_CLIENT_ID; cd '" + checkout + "'\n";
        assertThat(bash(cleared + first + "env").lines())
                .contains(
                        "SERVER=http://127.0.0.1:8080",
                        "CLIENT_ID=back-end",
                        "CLIENT_SECRET=any-secret",
                        "SHOP_CLIENT_ID=shop");
    }

    static Stream<Operation> operations() {
        return Contract.packaged().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theCurlOfAnOperationCanBePasted(Operation operation) throws Exception {
        assumeTrue(Files.isExecutable(CURL), "needs curl");
        String email = email();
        JsonNode customer = customer(email, null).at("/data");
        JsonNode reset = backEnd()
                .create("customer_password_resets", "{\"customer_email\":\"%s\"}".formatted(email))
                .at("/data");
        String event = backEnd()
                .get("/api/customer_password_resets/" + reset.path("id").asText() + "/events")
                .at("/data/0/id")
                .asText();
        String eventStore = backEnd()
                .get("/api/customer_password_resets/" + reset.path("id").asText() + "/event_stores")
                .at("/data/0/id")
                .asText();
        String id = Map.of("customers", customer.path("id").asText(), "events", event, "event_stores", eventStore)
                .getOrDefault(operation.path().split("/")[2], reset.path("id").asText());
        String curl = sample(operation.id())
                .replace("http://127.0.0.1:8080", server.getURI().toString())
                .replaceAll("xYZkjABcde|YDWxVhZKjb", id)
                .replace("john@example.com", operation.id().equals("createCustomer") ? email() : email)
                .replace(
                        "xhFfkmfybsLxzaAP6xcs",
                        reset.at("/attributes/reset_password_token").asText());

        String token = backEnd().header("Authorization").substring("Bearer ".length());
        assertThat(bash("T=" + token + "\n" + curl + " -s -w '\\n%{http_code}'"))
                .endsWith("\n" + operation.successStatus());
    }

    private String sample(String operation) {
        String page = reader().get("/docs/reference.html").body();
        var sample = Pattern.compile(
                        "data-sample=\"curl\" data-operation=\"" + operation + "\">(.*?)</code>", Pattern.DOTALL)
                .matcher(page);
        assertThat(sample.find()).as(operation).isTrue();
        return sample.group(1)
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhooks", "event_callbacks", "event_stores", "orders"})
    void absentResourcesAreNotFound(String type) {
        assertThat(backEnd().get("/api/" + type).status()).isEqualTo(404);
        assertThat(compatibility()).contains("any other resource gets a 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total_orders_count",
                "profile_id",
                "tax_exemption_code",
                "jwt_custom_claim",
                "anonymization_info",
                "anonymization_status",
                "_add_tags",
                "_remove_tags",
                "_request_anonymization",
                "_cancel_anonymization",
            })
    void absentAttributesAndTriggersAreRefused(String name) {
        Client.Response response =
                backEnd().create("customers", "{\"email\":\"%s\",\"%s\":null}".formatted(email(), name));
        assertThat(response.at("/errors/0/code").asText()).isEqualTo("PARAM_NOT_ALLOWED");
        assertThat(backEnd()
                        .get("/api/customers?fields%5Bcustomers%5D=" + name)
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("INVALID_FIELD");
        assertThat(compatibility()).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "customers, events",
        "customers, customer_group",
        "events, webhooks",
        "events, last_event_callbacks",
        "events, event_stores",
    })
    void absentRelationshipsCannotBeIncludedAndHaveNoPath(String type, String name) {
        assertThat(backEnd()
                        .get("/api/" + type + "?include=" + name)
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("INVALID_INCLUDE");
        assertThat(backEnd()
                        .get("/api/" + type + "/xYZkjABcde/" + name)
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("NOT_FOUND");
        assertThat(compatibility()).contains(name);
    }

    @Test
    void eventsCannotBeTriggered() {
        Client.Response response = backEnd().send("PATCH", "/api/events/xYZkjABcde", "{}");
        assertThat(response.status()).isEqualTo(405);
        assertThat(compatibility()).contains("_trigger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization_code",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
            })
    void absentGrantsAreRefused(String grant) {
        Client.Response response = reader().header("Content-Type", "application/json")
                .send("POST", "/oauth/token", "{\"grant_type\":\"%s\",\"client_id\":\"open-shop\"}".formatted(grant));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.at("/error").asText()).isEqualTo("unsupported_grant_type");
        assertThat(compatibility()).contains(grant);
    }

    @Test
    void theDefaultsAreThoseOfTheCompatibilityPage() {
        JsonNode created = customer(email(), null).at("/data/attributes");
        assertThat(created.path("status").asText()).isEqualTo("prospect");
        assertThat(created.path("metadata").toString()).isEqualTo("{}");
        assertThat(backEnd().get("/api/customers").at("/links/first").asText()).endsWith("page%5Bsize%5D=10");
        assertThat(backEnd().get("/api/customers?page%5Bsize%5D=26").status()).isEqualTo(400);
        assertThat(backEnd()
                        .create(
                                "customers",
                                "{\"email\":\"%s\",\"metadata\":{\"n\":9007199254740993}}".formatted(email()))
                        .at("/errors/0/meta/error")
                        .asText())
                .isEqualTo("not_exact");
    }

    private String compatibility() {
        return Markdown.textOf(reader().get("/docs/compatibility.html").body());
    }

    private Client reader() {
        return Client.plain(server.getURI()).header("Accept", "*/*");
    }

    private static List<String> blocks(String page, String language) throws IOException {
        try (var content = PromisesTest.class.getResourceAsStream("/docs/" + page)) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(text)
                    .results()
                    .map(block -> block.group(1))
                    .toList();
        }
    }

    private static String bash(String commands) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-euc", commands)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(commands).isZero();
        return output;
    }
}
