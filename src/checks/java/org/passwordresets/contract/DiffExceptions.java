package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes that a person has judged, in {@code openapi/.diff-exceptions.yaml}: a list of {@code change} (as {@code make diff}
 * prints it), {@code step} (patch, minor or major) and {@code reason}.
 */
final class DiffExceptions {
    static final String FILE = "openapi/.diff-exceptions.yaml";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> MEMBERS = Set.of("change", "step", "reason");
    private static final Map<String, Verdict> STEPS =
            Map.of("patch", Verdict.PATCH, "minor", Verdict.MINOR, "major", Verdict.MAJOR);

    private final List<DiffException> exceptions;
    private final Set<DiffException> used = new HashSet<>();

    /** @param place its file and line */
    private record DiffException(String place, String change, Verdict step) {}

    private DiffExceptions(List<DiffException> exceptions) {
        this.exceptions = exceptions;
    }

    /** Reads the exceptions of a contract; none if there is no such file. */
    static DiffExceptions in(Path directory) {
        Path file = directory.resolve(Path.of(FILE).getFileName());
        if (!Files.exists(file)) {
            return new DiffExceptions(List.of());
        }
        try (JsonParser parser = YAML.createParser(file.toFile())) {
            return new DiffExceptions(read(parser));
        } catch (JsonProcessingException e) {
            throw new ContractException(
                    place(e.getLocation()) + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<DiffException> read(JsonParser parser) throws IOException {
        List<DiffException> exceptions = new ArrayList<>();
        demand(
                parser.nextToken() == JsonToken.START_ARRAY,
                place(parser.currentTokenLocation()),
                "the exceptions are a list");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            exceptions.add(exception(place(parser.currentTokenLocation()), parser.readValueAsTree()));
        }
        return exceptions;
    }

    private static DiffException exception(String place, JsonNode exception) {
        Set<String> members = new HashSet<>();
        exception.fieldNames().forEachRemaining(members::add);
        demand(members.equals(MEMBERS), place, "an exception has a change, a step and a reason, and nothing else");
        String step = exception.path("step").asText().toLowerCase(Locale.ROOT);
        demand(STEPS.containsKey(step), place, "the step is patch, minor or major, not " + step);
        return new DiffException(place, exception.path("change").asText(), STEPS.get(step));
    }

    private static void demand(boolean isGiven, String place, String demand) {
        if (!isGiven) {
            throw new ContractException(place + ": " + demand);
        }
    }

    private static String place(JsonLocation location) {
        return "%s:%d:%d".formatted(FILE, location.getLineNr(), location.getColumnNr());
    }

    /** The change with the verdict of its exception, if there is one. */
    Change judge(Change change) {
        Optional<DiffException> exception = exceptions.stream()
                .filter(each -> each.change().equals(change.text()))
                .findFirst();
        exception.ifPresent(used::add);
        return exception.map(each -> change.judged(each.step())).orElse(change);
    }

    /** The exceptions without a matching change, with their places. */
    List<String> unused() {
        return exceptions.stream()
                .filter(exception -> !used.contains(exception))
                .map(exception -> exception.place() + ": there is no such change: " + exception.change())
                .toList();
    }
}
