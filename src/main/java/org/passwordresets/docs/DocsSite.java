package org.passwordresets.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.html.Markdown;
import org.passwordresets.pact.Pacts;
import org.passwordresets.pact.Usage;

/** All files of the documentation, generated once from a contract. */
final class DocsSite {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String SCRIPT_TYPE = "text/javascript; charset=utf-8";
    private static final String YAML_TYPE = "application/yaml; charset=utf-8";
    /** The metadata that Micronaut's processor generates from the configuration records. */
    private static final String CONFIGURATION = "/META-INF/spring-configuration-metadata.json";

    private static final String VIEWER = "/META-INF/resources/webjars/scalar/scalar.js";

    /** The picture of the flow, for screens of all widths. */
    private static final String FLOW = text("flow.svg") + text("flow-narrow.svg");

    private final Map<String, DocsFile> files = new LinkedHashMap<>();
    private final DocsPolicy policy;

    /**
     * A third-party document only has the pages that are about the document itself.
     *
     * @param pacts the pacts for the Usage page; empty for no such page
     */
    DocsSite(ContractBundle bundle, Optional<Pacts> pacts, TryIt tryIt) {
        ObjectNode contract = bundle.document();
        policy = DocsPolicy.allowing(tryIt.servers());
        SearchIndex search = new SearchIndex();
        Map<String, Object> pages = new LinkedHashMap<>();
        Optional<String> workflows = isOurs(contract) ? bundle.workflows() : Optional.empty();
        pages.put("index.html", GuidePage.of(contract, isOurs(contract) ? FLOW : "", workflows.isPresent()));
        if (isOurs(contract)) {
            // Before the errors, so that the search shows how to sign in before it shows what can go wrong.
            pages.put("authentication.html", AuthenticationPage.of(contract, text("authentication.md")));
        }
        RightsPage rights = RightsPage.of(contract);
        if (!rights.rows().isEmpty()) {
            pages.put("rights.html", rights);
        }
        boolean hasErrors = ErrorsPage.isFor(contract);
        pages.put("reference.html", ReferencePage.of(contract, tryIt, workflows.isPresent(), hasErrors, search));
        pages.put(
                Pages.VIEWER, Map.of("tryIt", JSON.valueToTree(tryIt).toString().replace("<", "\\u003c")));
        if (hasErrors) {
            pages.put("errors.html", ErrorsPage.of(contract, search));
        }
        FiltersPage filters = FiltersPage.of(bundle, search);
        if (!filters.types().isEmpty()) {
            pages.put("filters.html", filters);
        }
        if (isOurs(contract)) {
            addOurPages(pages, contract, search);
        }
        if (!rights.rows().isEmpty()) {
            pages.put("stub.html", prose("stub"));
        }
        pacts.filter(some -> !rights.rows().isEmpty())
                .ifPresent(some -> pages.put("usage.html", usage(bundle, some, search)));

        Pages layout = new Pages(contract, policy.text(), pages.keySet(), search);
        pages.forEach((name, content) -> files.put(name, layout.page(name, content)));
        addContract(contract);
        workflows.ifPresent(text -> files.put("password_reset.arazzo.yaml", DocsFile.text(YAML_TYPE, text)));
        files.put("search.js", DocsFile.text(SCRIPT_TYPE, search.script()));
        addAssets();
    }

    /** Whether it is the contract of this server. The stub also serves the contracts of others, which know none of our pages. */
    private static boolean isOurs(JsonNode contract) {
        return contract.has("x-compatibility");
    }

    private static void addOurPages(Map<String, Object> pages, JsonNode contract, SearchIndex search) {
        pages.put("clients.html", prose("clients"));
        pages.put("security.html", prose("security"));
        pages.put("extending.html", prose("extending"));
        // OpenApiFeaturesTest keeps it up to date.
        pages.put("features.html", Map.of("groups", TableGroup.of(json("/docs/openapi-features.json"), "group")));
        pages.put("deployment.html", prose("deployment"));
        pages.put("administration.html", prose("administration"));
        pages.put(
                "configuration.html", ConfigurationPage.of(json(CONFIGURATION), resource("/application.yml"), search));
        pages.put(
                "speed.html",
                SpeedPage.of(json("/docs/speed.json"), json("/docs/speed-scale.json"), json("/docs/speed-steps.json")));
        pages.put("compatibility.html", CompatibilityPage.of(contract, json("/docs/clients.json"), search));
        pages.put("changelog.html", Map.of("versions", JSON.convertValue(contract.path("x-changelog"), List.class)));
    }

    /** The file with this name, such as {@code errors.html}. */
    Optional<DocsFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    Map<String, DocsFile> files() {
        return Collections.unmodifiableMap(files);
    }

    /** The content security policy of the pages. */
    String policy() {
        return policy.text();
    }

    /** A page written in Markdown. Tests follow the steps on these pages. */
    private static Pages.Prose prose(String name) {
        return new Pages.Prose(Markdown.html(text(name + ".md")));
    }

    private void addContract(ObjectNode contract) {
        try {
            String json = JSON.writeValueAsString(contract);
            files.put("openapi.json", DocsFile.text("application/json", json));
            // For pages that are opened as files, which may not load JSON.
            files.put("openapi.js", DocsFile.text(SCRIPT_TYPE, "window.contract = " + json + ";\n"));
            files.put("openapi.yaml", DocsFile.text(YAML_TYPE, YAML.writeValueAsString(contract)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addAssets() {
        for (String name : new String[] {"colours.js", "docs.js", "try.js"}) {
            files.put(name, DocsFile.text(SCRIPT_TYPE, text(name)));
        }
        files.put("scalar.js", DocsFile.text(SCRIPT_TYPE, resource(VIEWER)));
        files.put("docs.css", DocsFile.text("text/css; charset=utf-8", text("docs.css")));
        files.put("icon.svg", DocsFile.text("image/svg+xml", text("icon.svg")));
    }

    private static UsagePage usage(ContractBundle bundle, Pacts pacts, SearchIndex search) {
        return new UsagePage(Usage.of(bundle.resolved(), pacts).parts(), pacts, search);
    }

    private static JsonNode json(String path) {
        try {
            return JSON.readTree(resource(path));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) {
        return resource("/docs/" + name);
    }

    private static String resource(String path) {
        try (InputStream content = DocsSite.class.getResourceAsStream(path)) {
            if (content == null) {
                throw new FileNotFoundException(path + " is not on the class path");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
