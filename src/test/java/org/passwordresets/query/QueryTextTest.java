package org.passwordresets.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.RawExchange;
import org.passwordresets.support.ServerTest;

/** What the text of a query means: on the server, on the stub, and through the proxy. */
class QueryTextTest extends ServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "/api/customers?";
    private static final String FILTER = "filter[q][reference_eq]";

    private StubServer stub;
    private StubServer proxy;

    @BeforeAll
    void startTheOthers() {
        stub = new StubServer(Map.of("stub.state", true));
        proxy = new StubServer(Map.of("stub.target", server.getURI().toString()));
    }

    @AfterAll
    void stopThem() {
        stub.close();
        proxy.close();
    }

    private RawExchange get(URI where, byte[] target) {
        byte[] method = "GET ".getBytes(StandardCharsets.US_ASCII);
        byte[] rest = (" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: " + token(where)
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[method.length + target.length + rest.length];
        System.arraycopy(method, 0, request, 0, method.length);
        System.arraycopy(target, 0, request, method.length, target.length);
        System.arraycopy(rest, 0, request, method.length + target.length, rest.length);
        return RawExchange.send(where, request);
    }

    private RawExchange get(URI where, String target) {
        return get(where, target.getBytes(StandardCharsets.UTF_8));
    }

    private String token(URI where) {
        return where.equals(stub.address()) ? "Bearer any" : backEnd().header("Authorization");
    }

    private List<URI> everywhere() {
        return List.of(server.getURI(), stub.address(), proxy.address());
    }

    private static JsonNode json(RawExchange response) {
        try {
            return JSON.readTree(response.text());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.text(), e);
        }
    }

    private static String error(RawExchange response) {
        JsonNode error = json(response).at("/errors/0");
        return error.path("status").asText() + " " + error.path("code").asText() + " "
                + error.at("/source/parameter").asText("(no parameter)");
    }

    private static Stream<Arguments> spellings() {
        return Stream.of(
                Arguments.of("a;b", "a;b"),
                Arguments.of("a;b", "a%3Bb"),
                Arguments.of("x;sort=-id", "x;sort=-id"),
                Arguments.of("café", "café"),
                Arguments.of("café", "caf%C3%A9"),
                Arguments.of("ß€\ud83d\ude00", "ß€\ud83d\ude00"),
                Arguments.of("ß€\ud83d\ude00", "%c3%9F%E2%82%ac%F0%9F%98%80"),
                Arguments.of("two words", "two+words"),
                Arguments.of("two words", "two%20words"),
                Arguments.of("1+1", "1%2B1"),
                Arguments.of("a&b=c", "a%26b=c"),
                Arguments.of("a#b", "a%23b"),
                Arguments.of("100%", "100%25"),
                Arguments.of("[a](b)*'!~$@:/?", "[a](b)*'!~$@:/?"));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void isTheTextThatWasMeant(String reference, String spelling) {
        String id = customer(reference);
        for (String address : List.of("", "http://api.example")) {
            for (URI where : List.of(server.getURI(), proxy.address())) {
                RawExchange found = get(where, address + LIST + FILTER + "=" + spelling);
                assertThat(json(found).at("/data").findValuesAsText("reference"))
                        .as("%s: %s", where, found.text())
                        .isNotEmpty()
                        .containsOnly(reference);
                assertThat(json(found).at("/data").findValuesAsText("id")).contains(id);
            }
        }
    }

    @Test
    void isTheSameInTheLinksToOtherPages() {
        String id = customer("café;+&%");
        RawExchange found = get(server.getURI(), LIST + FILTER + "=café;%2B%26%25");
        String first = json(found).at("/links/first").asText();

        assertThat(first).contains("caf%C3%A9%3B%2B%26%25");
        assertThat(backEnd().get(first).at("/data").findValuesAsText("id")).contains(id);
    }

    private String customer(String reference) {
        String attributes = JsonNodeFactory.instance
                .objectNode()
                .put("email", email())
                .put("reference", reference)
                .toString();
        return backEnd().create("customers", attributes).id();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caf%E9",
                "%C0%80",
                "%ED%A0%80",
                "%F0%9F",
                "%FF",
                "%C3",
                "a%C3b",
                "%",
                "%z",
                "%zz",
                "50%",
                "%C3%A"
            })
    void isRefusedWhereItIsNotUtf8(String value) {
        for (URI where : everywhere()) {
            assertThat(error(get(where, LIST + "page[size]=5&" + FILTER + "=" + value + "&sort=id")))
                    .isEqualTo("400 BAD_REQUEST " + FILTER);
            assertThat(get(where, LIST + value + "=1").status()).isEqualTo(400);
        }
    }

    @Test
    void isRefusedWhereItsBytesAreNotUtf8() {
        byte[] latin1 = (LIST + FILTER + "=café").getBytes(StandardCharsets.ISO_8859_1);
        for (URI where : everywhere()) {
            assertThat(error(get(where, latin1))).isEqualTo("400 BAD_REQUEST " + FILTER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "|", "\\", "^", "`", "\"", "<", ">", "#"})
    void namesTheCharacterThatAnAddressCannotContain(String character) {
        for (URI where : everywhere()) {
            RawExchange refused = get(where, LIST + "sort=id&" + FILTER + "=a" + character + "b");
            assertThat(error(refused)).isEqualTo("400 BAD_REQUEST " + FILTER);
            assertThat(json(refused).at("/errors/0/detail").asText())
                    .contains(character, "%%%02X".formatted((int) character.charAt(0)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "fields[customers]x=email PARAM_NOT_ALLOWED",
                "fields[customers][y]=email PARAM_NOT_ALLOWED",
                "fields[customers=email PARAM_NOT_ALLOWED",
                "fields[customers]]=email PARAM_NOT_ALLOWED",
                "fields[[customers]]=email PARAM_NOT_ALLOWED",
                "fieldscustomers]=email PARAM_NOT_ALLOWED",
                "xfields[customers]=email PARAM_NOT_ALLOWED",
                "Fields[customers]=email PARAM_NOT_ALLOWED",
                "fields=email PARAM_NOT_ALLOWED",
                "fields[]=email INVALID_FIELD",
                "fields[customer]=email INVALID_FIELD",
                "fields[customers]=email, INVALID_FIELD",
                "fields[customers]=,email INVALID_FIELD",
                "fields[customers]=email,+has_password INVALID_FIELD",
                "fields[customers]=email;has_password INVALID_FIELD",
                "fields[customers]=email,password INVALID_FIELD",
                "page[size]x=5 PARAM_NOT_ALLOWED",
                "page[size=5 PARAM_NOT_ALLOWED",
                "page[size][x]=5 PARAM_NOT_ALLOWED",
                "page[]=5 PARAM_NOT_ALLOWED",
                "page[size]=5x INVALID_PAGE_VALUE",
                "page[size]=+5 INVALID_PAGE_VALUE",
                "page[size]= INVALID_PAGE_VALUE",
                "sort[x]=id PARAM_NOT_ALLOWED",
                "sort=id, INVALID_SORT_CRITERIA",
                "sort=,id INVALID_SORT_CRITERIA",
                "sort=--id INVALID_SORT_CRITERIA",
                "sort=+id INVALID_SORT_CRITERIA",
                "sort=id,-id INVALID_SORT_CRITERIA",
                "sort=id,email,id INVALID_SORT_CRITERIA",
                "sort= INVALID_SORT_CRITERIA",
                "include[x]=customer PARAM_NOT_ALLOWED",
                "include=, INVALID_INCLUDE",
                "filter[q]x=a FILTER_NOT_ALLOWED",
                "filter[q]=a FILTER_NOT_ALLOWED",
                "filter[q][]=a FILTER_NOT_ALLOWED",
                "filter[]=a FILTER_NOT_ALLOWED",
                "filter[=a FILTER_NOT_ALLOWED",
                "filter[q][reference_eq]y=a FILTER_NOT_ALLOWED",
                "filter[q][reference_eq][]=a FILTER_NOT_ALLOWED",
                "filter[q][reference_eq=a FILTER_NOT_ALLOWED",
                "filter[q][[reference_eq]]=a FILTER_NOT_ALLOWED",
                "filter[q][_eq]=a FILTER_NOT_ALLOWED",
                "filter[q][reference_or__eq]=a FILTER_NOT_ALLOWED",
                "filter[reference]x=a FILTER_NOT_ALLOWED",
                "filter[reference][eq]=a FILTER_NOT_ALLOWED",
                "filter[created_at_from]=2026-01-01x FILTER_NOT_ALLOWED",
                "filter[q][metadata_jcont]=%7B%22foo%22:%22bar%22%7Dxyz FILTER_NOT_ALLOWED",
                "filter[q][metadata_jcont]=%7B%22foo%22:%22bar%22%7D%7B%7D FILTER_NOT_ALLOWED",
                "filter[q][metadata_jcont]=%7B%22a%22:1,%22a%22:2%7D FILTER_NOT_ALLOWED",
                "filter[q][metadata_jcont]=%7B'a':1%7D FILTER_NOT_ALLOWED",
                "filter[q][metadata_jcont]= FILTER_NOT_ALLOWED",
                "filter[reference]=a&filter%5Breference%5D=b PARAM_NOT_ALLOWED",
                "fields[customers]=email&fields[customers]=id PARAM_NOT_ALLOWED",
                "=x PARAM_NOT_ALLOWED",
                "colour PARAM_NOT_ALLOWED",
                "%20sort=id PARAM_NOT_ALLOWED",
                "sort%20=id PARAM_NOT_ALLOWED",
                "sort%00=id PARAM_NOT_ALLOWED"
            })
    void isRefusedWhereItIsMisspelled(String query, String code) {
        for (URI where : everywhere()) {
            assertThat(error(get(where, LIST + query))).startsWith("400 " + code + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "&&sort=id&",
                "fields[customers]=id",
                "fields[customers]=type",
                "fields[customers]=id,type,email",
                "fields[customers]=email,email",
                "fields%5Bcustomers%5D=email%2Chas_password",
                "fields[customers]=",
                "filter[q][metadata_jcont]=%7B%22foo%22:%22bar%22%7D+",
                "page%5Bsize%5D=5",
                "include="
            })
    void isAcceptedWhereItIsRight(String query) {
        for (URI where : everywhere()) {
            RawExchange response = get(where, LIST + query);
            assertThat(response.status()).as(response.text()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/customers?", "/api/customer_password_resets?", "/api/customers?fields[customers]=email&"})
    void givesAnEmptyIncludedWhereNothingIsToBeIncluded(String address) {
        for (URI where : everywhere()) {
            assertThat(json(get(where, address + "include=")).path("included").isArray())
                    .isTrue();
            assertThat(json(get(where, address + "include=")).path("included")).isEmpty();
            assertThat(json(get(where, address + "sort=id")).has("included")).isFalse();
        }
    }

    @Test
    void passesOverIdAndTypeAmongTheFields() {
        customer("fields");
        for (URI where : everywhere()) {
            JsonNode some =
                    json(get(where, LIST + "fields[customers]=id,email,type")).at("/data/0");
            assertThat(some.path("attributes").fieldNames()).toIterable().containsExactly("email");
            assertThat(some.path("id").asText()).hasSize(10);

            JsonNode none = json(get(where, LIST + "fields[customers]=id")).at("/data/0");
            assertThat(none.path("attributes")).isEmpty();
            assertThat(none.path("type").asText()).isEqualTo("customers");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/customers/caf%E9, 404",
        "/api/customers/%C0%80, 404",
        "/api/customers/%F0%9F, 404",
        "/api/customers/%00, 404",
        "/api/customers/%2E%2E, 404",
        "/api/customers/café, 404",
        "/api/customers/%, 400",
        "/api/customers/%zz, 400",
        "/api/customers/{id}, 400",
        "/api/caf%E9, 404",
        "/api/customers#x, 400",
        "/api/customers/x%2Fy, 404"
    })
    void isNotFoundOrRefusedWhereAPathIsGarbage(String path, int status) {
        for (URI where : everywhere()) {
            RawExchange response = get(where, path);
            assertThat(response.status()).as(where + ": " + response.text()).isEqualTo(status);
            assertThat(json(response).at("/errors/0/status").asText()).isEqualTo("" + status);
        }
    }
}
