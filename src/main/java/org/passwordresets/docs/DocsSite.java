package org.passwordresets.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Map;
import java.util.Optional;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.pact.Pacts;
import org.passwordresets.pact.Usage;

/** All files of the documentation, made once from a contract. */
final class DocsSite {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String YAML_TYPE = "application/yaml; charset=utf-8";
    private static final String VIEWER = "/META-INF/resources/webjars/scalar/scalar.js";

    private final Map<String, DocsFile> files = new LinkedHashMap<>();
    private final DocsPolicy policy;

    /** @param pacts what the Usage page tells of; empty where there is to be no such page */
    DocsSite(ContractBundle bundle, Optional<Pacts> pacts, TryIt tryIt) {
        ObjectNode contract = bundle.document();
        policy = DocsPolicy.allowing(tryIt.servers());
        SearchIndex search = new SearchIndex();
        Pages pages = new Pages(contract, policy.text(), pacts.isPresent());
        files.put("index.html", pages.page("index.html", new GuidePage(contract, text("flow.svg"), search).html()));
        files.put("reference.html", pages.frame("reference.html", reference(tryIt)));
        files.put("errors.html", pages.page("errors.html", new ErrorsPage(contract, search).html()));
        files.put("filters.html", pages.page("filters.html", new FiltersPage(bundle, search).html()));
        files.put(
                "deployment.html",
                pages.page("deployment.html", new DeploymentPage(text("deployment.md"), search).html()));
        files.put("configuration.html", pages.page("configuration.html", configuration(search)));
        files.put("compatibility.html", pages.page("compatibility.html", compatibility(contract, search)));
        pacts.ifPresent(some -> files.put("usage.html", pages.page("usage.html", usage(bundle, some, search))));
        files.put("changelog.html", pages.page("changelog.html", new ChangelogPage(contract).html()));
        addContract(contract);
        files.put(GuidePage.WORKFLOWS, DocsFile.text(YAML_TYPE, bundle.workflows()));
        files.put("search.json", DocsFile.text("application/json", search.json().toString()));
        addAssets();
    }

    /** By its name, such as {@code errors.html}. */
    Optional<DocsFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    Map<String, DocsFile> files() {
        return Collections.unmodifiableMap(files);
    }

    /** What browsers may load for these pages, and from where. */
    String policy() {
        return policy.text();
    }

    private static String reference(TryIt tryIt) {
        return """
                <div id="reference"></div>
                <script type="application/json" id="try-it">%s</script>
                <script src="scalar.js"></script>
                <script src="reference.js"></script>
                """.formatted(JSON.valueToTree(tryIt).toString().replace("<", "\\u003c"));
    }

    private static String configuration(SearchIndex search) {
        try {
            return new ConfigurationPage(
                            JSON.readTree(text("configuration.json")), resource("/application.yml"), search)
                    .html();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addContract(ObjectNode contract) {
        try {
            files.put("openapi.json", DocsFile.text("application/json", JSON.writeValueAsString(contract)));
            files.put("openapi.yaml", DocsFile.text(YAML_TYPE, YAML.writeValueAsString(contract)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addAssets() {
        String script = "text/javascript; charset=utf-8";
        for (String name : new String[] {"colours.js", "docs.js", "reference.js"}) {
            files.put(name, DocsFile.text(script, text(name)));
        }
        files.put("scalar.js", DocsFile.text(script, resource(VIEWER)));
        files.put("docs.css", DocsFile.text("text/css; charset=utf-8", text("docs.css")));
        files.put("icon.svg", DocsFile.text("image/svg+xml", text("icon.svg")));
    }

    private static String usage(ContractBundle bundle, Pacts pacts, SearchIndex search) {
        Usage usage = Usage.of(bundle.resolved(), pacts);
        return new UsagePage(usage.parts(), pacts, search).html();
    }

    private static String compatibility(ObjectNode contract, SearchIndex search) {
        try {
            return new CompatibilityPage(contract, JSON.readTree(text("clients.json")), search).html();
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
