package org.passwordresets.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.demo.FreePort;

/** Follows "Add an attribute" of the docs in a copy of the sources, and uses the attribute over HTTP. */
class ExtendingPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESETS = "/api/customer_password_resets";
    private static final Pattern DIFF = Pattern.compile("^ *```diff\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final int MAX_JAVA_FILES = 2;
    private static final int MAX_JAVA_LINES = 6;

    @TempDir
    private static Path directory;

    @Test
    void theAttributeOfTheExampleCanBeWrittenReadFilteredAndSorted() throws Exception {
        SourceCopy sources = SourceCopy.in(directory);
        String changes = changes();
        Files.writeString(sources.file("page.diff"), changes);
        apply(sources);
        thatIsAllTheJavaItTakes(changes);

        sources.run(FreePort.find(), ExtendingPageTest::useTheAttribute);

        assertThat(Completeness.missing(sources.file("target/run/classes"))).isEmpty();
    }

    private static void useTheAttribute(SourceCopy.Server server) throws Exception {
        String german = reset(server, "\"de\"", 201).path("id").asText();
        String none = reset(server, "null", 201).path("id").asText();
        reset(server, "\"fr\"", 422);

        assertThat(ids(server, "?filter%5Bq%5D%5Blocale_eq%5D=de")).containsExactly(german);
        assertThat(ids(server, "?filter%5Bq%5D%5Blocale_null%5D=true"))
                .contains(none)
                .doesNotContain(german);
        assertThat(ids(server, "?sort=-locale").get(0)).isEqualTo(german);

        HttpResponse<String> changed = server.send(
                "PATCH",
                RESETS + "/" + none,
                "{\"data\":{\"type\":\"customer_password_resets\",\"id\":\"%s\",\"attributes\":{\"locale\":\"it\"}}}"
                        .formatted(none));
        assertThat(data(changed).at("/attributes/locale").asText()).isEqualTo("it");
    }

    private static JsonNode reset(SourceCopy.Server server, String locale, int status) throws Exception {
        HttpResponse<String> response = server.send("POST", RESETS, """
                {"data": {"type": "customer_password_resets",
                    "attributes": {"customer_email": "john@example.com", "locale": %s}}}
                """.formatted(locale));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return data(response);
    }

    private static List<String> ids(SourceCopy.Server server, String query) throws Exception {
        JsonNode list = data(server.get(RESETS + query));
        return list.valueStream().map(reset -> reset.path("id").asText()).toList();
    }

    private static JsonNode data(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body()).path("data");
    }

    /** All diffs of the section, without the indentation of the list that they stand in. */
    private static String changes() throws IOException {
        String page = Files.readString(Path.of("src/main/resources/docs/extending.md"));
        int start = page.indexOf("## Add an attribute");
        int end = page.indexOf("\n## ", start + 1);
        StringBuilder changes = new StringBuilder();
        Matcher diff = DIFF.matcher(page.substring(start, end < 0 ? page.length() : end));
        while (diff.find()) {
            diff.group(1).lines().forEach(line -> changes.append(line.isBlank() ? " " : line.substring(3))
                    .append('\n'));
        }
        return changes.toString();
    }

    private static void apply(SourceCopy sources) throws Exception {
        Process git = new ProcessBuilder("git", "apply", "page.diff")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(sources.file("output").toFile())
                .start();
        assertThat(git.waitFor())
                .as(() -> "The page's changes no longer apply: bring them up to date")
                .isZero();
    }

    private static void thatIsAllTheJavaItTakes(String changes) {
        List<String> java = Pattern.compile("(?m)^(?=--- )")
                .splitAsStream(changes)
                .filter(file -> file.contains("+++ b/src/main/java/"))
                .toList();
        assertThat(java).hasSizeLessThanOrEqualTo(MAX_JAVA_FILES);
        assertThat(java.stream().flatMap(String::lines).filter(line -> line.matches("\\+(?!\\+\\+).*")))
                .hasSizeLessThanOrEqualTo(MAX_JAVA_LINES);
    }
}
