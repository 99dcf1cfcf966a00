package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The checklists name every requirement of the standard once, and a test that exists for whatever they call met. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("src/main/resources/docs/security.md");
    /** The requirements in each section of chapters 6, 7 and 10 of ASVS 5.0.0. */
    private static final Map<String, Integer> SECTIONS =
            sections("6.1=3 6.2=12 6.3=8 6.4=6 6.5=8 6.6=4 6.7=2 6.8=4 7.1=3 7.2=4 7.3=2 7.4=5 7.5=3 7.6=2"
                    + " 10.1=2 10.2=3 10.3=5 10.4=16 10.5=5 10.6=2 10.7=3");

    /** A row of a checklist. */
    private record Row(String requirement, String here, List<String> tests) {}

    @Test
    void everyRequirementOfTheStandardIsThereOnce() throws IOException {
        List<String> expected = SECTIONS.entrySet().stream()
                .flatMap(section -> IntStream.rangeClosed(1, section.getValue())
                        .mapToObj(number -> section.getKey() + "." + number))
                .toList();

        assertThat(Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\|")
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void whateverIsMetHasATestThatExists() throws IOException {
        NamedTests tests = NamedTests.all();
        assertThat(rows()).hasSizeGreaterThan(150).allSatisfy(row -> {
            if (row.here().equals("met")) {
                assertThat(row.tests()).as(row.requirement()).isNotEmpty();
            }
            row.tests().forEach(test -> tests.assertExists(test, row.requirement()));
        });
    }

    private static List<Row> rows() throws IOException {
        return Pattern.compile(
                        "(?m)^\\|(?: [\\d.]+ \\|)? ([^|]+) \\| (met|partly|no|yours|–) \\| [^|]+ \\| ([^|]*)\\|$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(row -> new Row(row.group(1), row.group(2), tests(row.group(3))))
                .toList();
    }

    private static List<String> tests(String cell) {
        return Pattern.compile("`(\\w+#\\w+)`")
                .matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static Map<String, Integer> sections(String list) {
        Map<String, Integer> sections = new LinkedHashMap<>();
        Arrays.stream(list.split(" "))
                .map(entry -> entry.split("="))
                .forEach(entry -> sections.put(entry[0], Integer.valueOf(entry[1])));
        return sections;
    }
}
