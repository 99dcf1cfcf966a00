package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.html.Markdown;
import org.passwordresets.html.Template;
import org.passwordresets.pact.Pacts;

/** The pages as they are without JavaScript. */
class ReferenceTest {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"#:]*)(?:#([^\"]*))?\"");
    private static ContractBundle contract;
    private static Map<String, String> pages;
    private static String search;

    @BeforeAll
    static void generate() {
        contract = ContractBundle.in(Path.of("openapi"));
        Map<String, DocsFile> files = new DocsSite(
                        contract, Optional.of(Pacts.in(Path.of("pact"))), TryIt.published(contract.document()))
                .files();
        pages = new TreeMap<>();
        files.forEach((name, file) -> pages.put(name, new String(file.content(), StandardCharsets.UTF_8)));
        search = pages.get("search.js");
    }

    static Stream<String> operations() {
        return ContractOperation.all(
                        new Definitions(ContractBundle.in(Path.of("openapi")).document()))
                .stream()
                .map(ContractOperation::id);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationHasItsAttributesExamplesErrorsAndRights(String id) {
        Definitions definitions = new Definitions(contract.document());
        ContractOperation operation = ContractOperation.all(definitions).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        String section = section(id);
        String text = Markdown.textOf(section);

        assertThat(text)
                .contains(
                        operation.path(),
                        operation.needsToken() ? "Access tokens of: integration" : "No access token needed.");
        assertThat(names(operation)).allSatisfy(name -> assertThat(section).contains("<code>" + name + "</code>"));
        assertThat(operation.responses()).isNotEmpty().allSatisfy(response -> assertThat(text)
                .contains(
                        response.getKey(),
                        Markdown.text(response.getValue().path("description").asText())));
        assertThat(operation.node().findValuesAsText("code"))
                .allSatisfy(code -> assertThat(section).contains("href=\"errors.html#" + code + "\""));
        assertThat(text).contains("curl");
        assertThat(text.contains("Authorization: Bearer $T")).isEqualTo(operation.needsToken());
        assertThat(section.replace("^_`{", "")).as("Markdown").doesNotContain("`");
        if (!operation.method().equals("delete")) {
            assertThat(section).contains("<details id=\"" + id + ".");
            assertThat(section.contains("&quot;data&quot;: "))
                    .isEqualTo(operation.path().startsWith("/api/"));
        }
    }

    private static List<String> names(ContractOperation operation) {
        Definitions definitions = operation.definitions();
        boolean isJsonApi = operation.path().startsWith("/api/");
        JsonNode sent = isJsonApi
                ? definitions.property(operation.body(), "data", "attributes")
                : definitions.whole(operation.body());
        JsonNode returned =
                definitions.whole(ContractOperation.first(operation.success()).path("schema"));
        return Stream.of(
                        properties(sent),
                        isJsonApi ? Stream.<String>empty() : properties(returned),
                        operation.parameters().stream()
                                .map(parameter -> parameter.path("name").asText()))
                .flatMap(names -> names)
                .toList();
    }

    private static Stream<String> properties(JsonNode schema) {
        return schema.path("properties").propertyStream().map(Map.Entry::getKey);
    }

    private static String section(String id) {
        String page = pages.get("reference.html");
        int start = page.indexOf("<h3 id=\"" + id + "\">");
        assertThat(start).as(id).isPositive();
        return page.substring(start, page.indexOf("</section>", start));
    }

    @Test
    void aResourceHasATableOfItsAttributes() {
        assertThat(line("customer_password_resets.customer_email"))
                .startsWith("customer_email")
                .endsWith("string – yes required – – – john@example.com");
        assertThat(line("customer_password_resets.reset_password_token"))
                .endsWith("string yes yes – – yes – xhFfkmfybsLxzaAP6xcs");
        assertThat(line("customer_password_resets.customer_password"))
                .contains("8 to 128 characters", "Sales channels can write it.")
                .endsWith("string (password) – – – yes – – correct horse battery");
        assertThat(line("customer_password_resets.reference"))
                .endsWith("string yes yes yes yes yes yes ANY-EXTERNAL-REFEFERNCE");
        assertThat(line("customer_password_resets.metadata")).contains("object – yes yes yes yes – ");
        assertThat(line("customers.status")).contains("one of prospect, acquired, repeat");
        assertThat(line("customer_password_resets.events")).contains("several, events yes yes");
        for (ResourceType type : ResourceType.all(contract.resolved()).values()) {
            type.attributes().keySet().forEach(name -> assertThat(line(type.name() + "." + name))
                    .startsWith(name));
        }
    }

    private static String line(String id) {
        String page = pages.get("reference.html");
        int start = page.indexOf("<tr id=\"" + id + "\">");
        assertThat(start).as(id).isPositive();
        return Markdown.textOf(page.substring(start, page.indexOf("</tr>", start)));
    }

    @Test
    void objectsShowTheirMembersAndDeprecationsTheirDay() throws Exception {
        ObjectNode changed = contract.document().deepCopy();
        JsonNode metadata = new ObjectMapper().readTree("""
                {"allOf": [{"type": "object", "properties": {"city": {"type": "string", "enum": ["Rome", "Oslo"]}}}],
                 "properties": {"lines": {"type": "array", "items": {"properties": {"count": {"type": "integer", "format": "int32"}}}},
                  "sizes": {"additionalProperties": {"properties": {"width": {"type": "number"}}}}}}""");
        changed.findParents("properties").stream()
                .map(schema -> schema.path("properties"))
                .filter(properties -> properties.has("metadata"))
                .forEach(properties -> ((ObjectNode) properties).set("metadata", metadata));
        ((ObjectNode) changed.at("/paths/~1api~1events/get"))
                .put("deprecated", true)
                .put("x-deprecated-since", "2026-01-31");
        String page = Template.named("reference")
                .with(ReferencePage.of(changed, TryIt.published(changed), true, true, new SearchIndex()));

        assertThat(Markdown.textOf(page.substring(page.indexOf("<tr id=\"customers.metadata.city\">"))))
                .startsWith("metadata.city (one of Rome, Oslo) string ");
        assertThat(page)
                .contains("<tr id=\"customers.metadata.lines[].count\">", "integer (int32)")
                .contains("<tr id=\"customers.metadata.sizes.*.width\">")
                .contains("<tr><td><code>metadata.city</code></td>")
                .containsPattern("<li><a href=\"#listEvents\">.*?List events</a> <span class=\"tag D\">deprecated<")
                .contains("deprecated since 2026-01-31")
                .doesNotContain("from this page");
    }

    @Test
    void withoutJavaScriptTheViewerLeadsToTheReference() {
        assertThat(pages.get("try.html")).containsPattern("<noscript>.*<a href=\"reference.html\">");
    }

    /** Such as 2.4.1 after 2.2.0, with additions: 2.3.0 and 2.4.0 were not released. */
    @Test
    void theChangelogSaysWhereVersionsWithoutAnEntryAre() {
        assertThat(Markdown.textOf(pages.get("changelog.html")))
                .contains("A version that was never released has no entry here");
    }

    @Test
    void everyStatusHasASentence() {
        String page = pages.get("errors.html");
        Stream.of(
                        "200", "201", "204", "400", "401", "403", "404", "405", "406", "408", "409", "413", "415",
                        "422", "429", "500", "503")
                .forEach(status -> assertThat(page)
                        .containsPattern("<tr id=\"status-" + status + "\">.*?</td><td class=\"description\">.{20}"));
    }

    @Test
    void everyLinkLeadsToAnAnchorThatExists() {
        List<String> broken = pages.entrySet().stream()
                .filter(page -> page.getKey().endsWith(".html"))
                .flatMap(page -> links(page.getValue())
                        .filter(link ->
                                !isThere(link.group(1).isEmpty() ? page.getKey() : link.group(1), link.group(2)))
                        .map(link -> page.getKey() + " → " + link.group()))
                .toList();
        assertThat(broken).isEmpty();
    }

    private static Stream<MatchResult> links(String html) {
        return LINK.matcher(html).results();
    }

    /** The viewer makes its anchors itself. */
    private static boolean isThere(String page, String anchor) {
        return page.equals(Pages.VIEWER)
                || pages.containsKey(page) && (anchor == null || pages.get(page).contains("id=\"" + anchor + "\""));
    }

    @Test
    void theSearchLeadsToAnchorsThatExistAndIsPlainText() throws Exception {
        JsonNode entries = new ObjectMapper().readTree(search.substring(search.indexOf('['), search.lastIndexOf(';')));

        assertThat(entries).hasSizeGreaterThan(300).allSatisfy(entry -> {
            String[] address = entry.path("address").asText().split("#");
            assertThat(isThere(address[0], escaped(address[1])))
                    .as(entry.toString())
                    .isTrue();
            assertThat(entry.path("title").asText() + entry.path("text").asText())
                    .doesNotContain("`")
                    .doesNotContain("**");
        });
        assertThat(entries.findValuesAsText("kind").stream().collect(Collectors.toSet()))
                .contains(
                        "Guide",
                        "Operation",
                        "Resource",
                        "Attribute",
                        "Relationship",
                        "Parameter",
                        "Error",
                        "Status",
                        "Filter",
                        "Configuration",
                        "Deployment",
                        "Compatibility",
                        "Usage",
                        "Changelog");
    }

    private static String escaped(String anchor) {
        return anchor.replace("<", "&lt;").replace(">", "&gt;");
    }

    @Test
    void everyHeadingCanBeLinkedToAndNoTableHasAnEmptyOne() {
        pages.forEach((name, html) -> {
            assertThat(html).as(name).doesNotContain("<th></th>");
            Pattern.compile("<h[23] id=\"([^\"]*)\">.*?</h[23]>", Pattern.DOTALL)
                    .matcher(html)
                    .results()
                    .forEach(heading -> assertThat(heading.group())
                            .as(name)
                            .contains("<a class=\"link\" href=\"#" + heading.group(1) + "\""));
        });
    }
}
