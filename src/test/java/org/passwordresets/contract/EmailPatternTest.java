package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.support.EmailTable;

/** The pattern of email addresses: it says the same to Java and to JavaScript, and lets nothing invisible pass. */
class EmailPatternTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Pattern PATTERN =
            Pattern.compile(schema().path("pattern").asText());

    /** Invisible, but letters or marks to Unicode, whose general category therefore does not give them away. */
    private static final Set<Integer> INVISIBLE = IntStream.of(
                    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0)
            .boxed()
            .collect(Collectors.toSet());

    private static JsonNode schema() {
        return ContractBundle.packaged().document().at("/components/schemas/EmailAddress");
    }

    private static boolean passes(String text) {
        return PATTERN.matcher(text).find();
    }

    static Stream<String> accepted() {
        return EmailTable.accepted().keySet().stream();
    }

    static Stream<String> refused() {
        return EmailTable.refused();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void javaAccepts(String address) {
        assertThat(passes(address)).isTrue();
        assertThat(passes(Email.normalized(address))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void javaRefuses(String address) {
        assertThat(passes(address)).isFalse();
    }

    /** Every character in every place where one can stand. */
    private static List<String> everyCharacterEverywhere() {
        List<String> texts = new ArrayList<>();
        for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
            for (String place : List.of("%sa@example.com", "a%sb@example.com", "a@b%sc.com", "a@b.c%s")) {
                texts.add(place.replace("%s", String.valueOf((char) unit)));
            }
        }
        return texts;
    }

    @Test
    void javaScriptSaysTheSame(@TempDir Path directory) throws Exception {
        assumeTrue(hasNode(), "Skipped: there is no Node here");
        List<String> texts = Stream.of(accepted(), refused(), everyCharacterEverywhere().stream())
                .flatMap(part -> part)
                .toList();
        Path file = directory.resolve("texts.json");
        JSON.writeValue(
                file.toFile(),
                JSON.createObjectNode().put("pattern", PATTERN.pattern()).set("texts", JSON.valueToTree(texts)));
        String script = """
                const { pattern, texts } = JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'));
                for (const flags of ['', 'u']) {
                  const expression = new RegExp(pattern, flags);
                  console.log(texts.map((text) => (expression.test(text) ? '1' : '0')).join(''));
                }
                """;
        List<String> verdicts = node(script, file.toString());
        String inJava = texts.stream().map(text -> passes(text) ? "1" : "0").collect(Collectors.joining());
        for (String verdict : verdicts) {
            assertThat(differing(texts, inJava, verdict)).isEmpty();
        }
        assertThat(verdicts).hasSize(2);
    }

    private static List<String> differing(List<String> texts, String one, String other) {
        return IntStream.range(0, texts.size())
                .filter(i -> other.length() <= i || one.charAt(i) != other.charAt(i))
                .mapToObj(i -> texts.get(i)
                        .codePoints()
                        .mapToObj("%04X "::formatted)
                        .toList()
                        .toString())
                .toList();
    }

    private static boolean hasNode() {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> node(String script, String file) throws Exception {
        Path output = Files.createTempFile("node", ".txt");
        Process process = new ProcessBuilder("node", "-e", script, file)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(output);
        Files.delete(output);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    @Test
    void nothingInvisibleIsInside() {
        Predicate<Integer> allowed = unit -> passes("a" + (char) (int) unit + "b@example.com");
        assertThat(IntStream.rangeClosed(0, Character.MAX_VALUE).boxed().filter(allowed))
                .allSatisfy(unit -> assertThat(Character.getType(unit))
                        .as("%04X", unit)
                        .isNotIn(
                                (int) Character.CONTROL,
                                (int) Character.FORMAT,
                                (int) Character.SURROGATE,
                                (int) Character.PRIVATE_USE,
                                (int) Character.SPACE_SEPARATOR,
                                (int) Character.LINE_SEPARATOR,
                                (int) Character.PARAGRAPH_SEPARATOR))
                .doesNotContainAnyElementsOf(INVISIBLE);
    }

    /** Otherwise normalization would turn what the pattern allows into what it forbids. */
    @Test
    void normalizedTextIsAllowedToo() {
        for (int unit = 0x80; unit <= Character.MAX_VALUE; unit++) {
            String address = "a" + (char) unit + "b@example.com";
            String decomposed = Normalizer.normalize(address, Normalizer.Form.NFD);
            String normalized = Normalizer.normalize(address, Normalizer.Form.NFC);
            if (passes(address)) {
                assertThat(passes(normalized)).as("%04X", unit).isTrue();
            } else if (!Character.isSurrogate((char) unit) && passes(decomposed)) {
                assertThat(passes(Normalizer.normalize(decomposed, Normalizer.Form.NFC)))
                        .as("%04X", unit)
                        .isTrue();
            }
        }
    }

    @Test
    void whatPassesAtTheEndsIsTrimmed() {
        for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
            String character = String.valueOf((char) unit);
            boolean inside = passes("a" + character + "b@example.com") || passes("a@b" + character + "c.com");
            if (!inside && unit != '@') {
                boolean trimmed =
                        Email.normalized(character + "a@b.cd" + character).equals("a@b.cd");
                assertThat(passes(character + "a@b.cd" + character))
                        .as("%04X", unit)
                        .isEqualTo(trimmed);
            }
        }
    }

    @Test
    void takesTimeInProportionToTheLength() {
        int length = 500_000;
        List<String> hard = List.of(
                " ".repeat(length),
                "a".repeat(length),
                "a.".repeat(length),
                "a@" + "b.".repeat(length),
                "a@" + "b-".repeat(length),
                " ".repeat(length) + "a@b.de" + " ".repeat(length) + "x",
                "=?".repeat(length),
                "@".repeat(length),
                "1".repeat(64) + "@" + "1.".repeat(length));
        for (String text : hard) {
            long start = System.nanoTime();
            assertThat(passes(text)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
