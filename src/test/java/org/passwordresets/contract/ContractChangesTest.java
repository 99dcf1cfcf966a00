package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of every kind and what `make diff` says of each: the tables of {@code changes.md}, row by row. */
class ContractChangesTest {
    private static final Path TABLES = Path.of("src/test/resources/contract-diff/changes.md");
    private static final Path CONTRACT = Path.of("src/test/resources/contract-diff/contract.yaml");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private static final String REQUEST = """
            paths: {/x: {post: {requestBody: {content: {a/b: {schema: %s}}}, responses: {}}}}
            """;
    private static final String RESPONSE = """
            paths: {/x: {post: {responses: {'200': {content: {a/b: {schema: %s}}}}}}}
            """;

    static Stream<Arguments> schemas() {
        return rows(row -> row.get(0).contains("`"))
                .map(row -> Arguments.of(
                        code(row.get(0)),
                        code(row.get(1)),
                        row.get(2),
                        row.get(3),
                        String.join("; ", codes(row.get(4)))));
    }

    static Stream<Arguments> contracts() {
        return rows(row -> !row.get(0).contains("`"))
                .map(row -> Arguments.of(
                        row.get(0),
                        codes(row.get(1)),
                        codes(row.get(2)),
                        row.get(3),
                        String.join("; ", codes(row.get(4)))));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2} in a request, {3} in a response")
    @MethodSource("schemas")
    void judgesAChangeOfASchema(String before, String after, String inRequest, String inResponse, String says) {
        ContractDifference request = difference(REQUEST.formatted(schema(before)), REQUEST.formatted(schema(after)));
        ContractDifference response = difference(RESPONSE.formatted(schema(before)), RESPONSE.formatted(schema(after)));

        assertThat(verdict(request)).as("in a request").isEqualTo(inRequest);
        assertThat(verdict(response)).as("in a response").isEqualTo(inResponse);
        assertThat(says(request.changes().isEmpty() ? response : request)).isEqualTo(says);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("contracts")
    void judgesAChangeOfAContract(String what, List<String> from, List<String> to, String verdict, String says)
            throws IOException {
        String before = Files.readString(CONTRACT);

        ContractDifference difference = difference(before, edited(before, from, to));

        assertThat(verdict(difference)).isEqualTo(verdict);
        assertThat(says(difference)).isEqualTo(says);
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of(
                        "schema",
                        Rules.SCHEMA,
                        "title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength"
                                + " minLength pattern maxItems minItems uniqueItems maxProperties minProperties required enum type allOf"
                                + " oneOf anyOf not items properties additionalProperties description format default nullable"
                                + " discriminator readOnly writeOnly xml externalDocs example deprecated"),
                Arguments.of("discriminator", Rules.DISCRIMINATOR, "propertyName mapping"),
                Arguments.of(
                        "parameter",
                        Rules.PARAMETER,
                        "name in description required deprecated allowEmptyValue style explode"
                                + " allowReserved schema example examples content"),
                Arguments.of("request body", Rules.REQUEST_BODY, "description content required"),
                Arguments.of("response", Rules.RESPONSE, "description headers content links"),
                Arguments.of("media type", Rules.MEDIA_TYPE, "schema example examples encoding"),
                Arguments.of("encoding", Rules.ENCODING, "contentType headers style explode allowReserved"),
                Arguments.of("link", Rules.LINK, "operationRef operationId parameters requestBody description server"),
                Arguments.of(
                        "operation",
                        Rules.OPERATION,
                        "tags summary description externalDocs operationId parameters"
                                + " requestBody responses callbacks deprecated security servers"),
                Arguments.of(
                        "path item",
                        Rules.PATH,
                        "summary description get put post delete options head patch trace servers" + " parameters"),
                Arguments.of(
                        "security scheme",
                        Rules.SECURITY_SCHEME,
                        "type description name in scheme bearerFormat flows" + " openIdConnectUrl"),
                Arguments.of("OAuth flow", Rules.OAUTH_FLOW, "authorizationUrl tokenUrl refreshUrl scopes"),
                Arguments.of("server", Rules.SERVER, "url description variables"),
                Arguments.of("server variable", Rules.SERVER_VARIABLE, "enum default description"),
                Arguments.of("info", Rules.INFO, "title description termsOfService contact license version"),
                Arguments.of(
                        "components",
                        Rules.COMPONENTS,
                        "schemas responses parameters examples requestBodies headers"
                                + " securitySchemes links callbacks"),
                Arguments.of(
                        "root", Rules.CONTRACT, "openapi info servers paths components security tags externalDocs"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void hasARuleForEachKeywordOfOpenApi(String object, Map<String, Rule> rules, String keywords) {
        assertThat(rules).containsKeys(keywords.split(" "));
    }

    @Test
    void hasARuleForEachExtensionOfOurs() {
        Set<String> extensions = new TreeSet<>();
        addExtensions(Bases.in(Path.of("openapi")), extensions);

        assertThat(Stream.of(
                                Rules.SCHEMA,
                                Rules.PARAMETER,
                                Rules.RESPONSE,
                                Rules.OPERATION,
                                Rules.SECURITY_SCHEME,
                                Rules.SERVER,
                                Rules.CONTRACT)
                        .flatMap(rules -> rules.keySet().stream()))
                .containsAll(extensions);
    }

    private static void addExtensions(JsonNode node, Set<String> extensions) {
        node.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("x-")) {
                extensions.add(name);
            }
        });
        node.forEach(member -> addExtensions(member, extensions));
    }

    private static String edited(String text, List<String> from, List<String> to) {
        String edited = text;
        for (int edit = 0; edit < from.size(); edit++) {
            assertThat(edited).contains(from.get(edit));
            edited = edited.replace(from.get(edit), to.isEmpty() ? "" : to.get(edit));
        }
        return edited;
    }

    private static String schema(String cell) {
        return cell.contains(":") && !cell.startsWith("{") ? "{" + cell + "}" : cell;
    }

    private static ContractDifference difference(String before, String after) {
        return ContractDifference.between(read(before, before), read(after, before));
    }

    /** @param other what stands in another file */
    private static JsonNode read(String contract, String other) {
        return new ContractFiles(file -> new ByteArrayInputStream(
                        (file.equals("other.yaml") ? other : contract).getBytes(StandardCharsets.UTF_8)))
                .read("contract.yaml");
    }

    private static String verdict(ContractDifference difference) {
        return difference.of(Verdict.NOT_JUDGED).isEmpty()
                ? difference.demandedStep().name()
                : "not judged";
    }

    private static String says(ContractDifference difference) {
        return difference.changes().stream()
                .map(change -> change.text().replaceFirst("^(request|response):? ", ""))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Stream<List<String>> rows(Predicate<List<String>> choice) {
        try {
            return Files.readAllLines(TABLES).stream()
                    .filter(line -> line.startsWith("| ") && line.contains("`"))
                    .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
                    .filter(choice);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(String cell) {
        return codes(cell).get(0);
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            codes.add(code.group(1).replace("\\n", "\n"));
        }
        return codes;
    }
}
