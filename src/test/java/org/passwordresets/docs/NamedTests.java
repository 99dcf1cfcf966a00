package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests that pages and lists name, such as {@code RightsTest#aCustomerMeetsOnlyTheirOwnRecord}. */
final class NamedTests {
    /** By the name of the class. */
    private final Map<String, String> sources;

    private NamedTests(Map<String, String> sources) {
        this.sources = sources;
    }

    static NamedTests all() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return new NamedTests(files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            NamedTests::text,
                            String::concat)));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param by what names the test */
    void assertExists(String test, String by) {
        String[] classAndMethod = test.split("#");
        assertThat(sources.get(classAndMethod[0]))
                .as("%s: %s", by, test)
                .isNotNull()
                .contains(" " + classAndMethod[1] + "(");
    }
}
