package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passwordresets.contract.ContractBundle;

/** {@code promises.md}: each section of the docs has tests that hold it to what it says. */
class PromisesListTest {
    private static final Path LIST = Path.of("src/test/resources/docs/promises.md");
    private static final Path PAGES = Path.of("src/main/resources/docs");

    @Test
    void namesEverythingThatIsPromised() throws IOException {
        ContractBundle contract = ContractBundle.in(Path.of("openapi"));
        TreeSet<String> promised = new TreeSet<>();
        String guide = new String(new DocsSite(contract, Optional.empty(), TryIt.published(contract.document()))
                .file("index.html")
                .orElseThrow()
                .content());
        matches(guide, "<h2 id=\"[^\"]*\">(.*?)<a ").forEach(heading -> promised.add("Guide: " + heading));
        for (String page : List.of("Authentication", "Deployment")) {
            matches(Files.readString(PAGES.resolve(page.toLowerCase() + ".md")), "(?m)^## (.*)$")
                    .forEach(heading -> promised.add(page + ": " + heading));
        }
        contract.document()
                .at("/x-compatibility/entries")
                .forEach(entry ->
                        promised.add("Compatibility: " + entry.path("subject").asText()));
        String readme = Files.readString(Path.of("README.md"));
        matches(readme.substring(readme.indexOf("## Decisions")), "(?m)^- \\*\\*(.*?)\\*\\*")
                .forEach(decision -> promised.add("README: " + decision));

        assertThat(list().keySet()).isEqualTo(promised);
    }

    @Test
    void namesTestsThatExist() throws IOException {
        NamedTests tests = NamedTests.all();
        list().forEach((promise, names) -> {
            assertThat(names).as(promise).isNotEmpty();
            names.forEach(test -> tests.assertExists(test, promise));
        });
    }

    private static Map<String, List<String>> list() throws IOException {
        Map<String, List<String>> list = new TreeMap<>();
        Pattern.compile("(?m)^\\| (\\w+: .*?) \\| (.*) \\|$")
                .matcher(Files.readString(LIST))
                .results()
                .forEach(row -> list.put(
                        row.group(1), matches(row.group(2), "`(\\w+#\\w+)`").toList()));
        return list;
    }

    private static Stream<String> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}
