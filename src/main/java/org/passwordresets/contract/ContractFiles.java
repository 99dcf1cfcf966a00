package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micronaut.core.annotation.Nullable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The YAML files of a contract, and the places in them. */
final class ContractFiles {
    /** The file that refers to all others. */
    static final String ROOT = "openapi.yaml";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Opens a file of the contract by its name, such as {@code customers.yaml}. */
    @FunctionalInterface
    interface Opener {
        InputStream open(String file) throws IOException;
    }

    private final Opener opener;
    private final Map<String, JsonNode> files = new LinkedHashMap<>();

    ContractFiles(Opener opener) {
        this.opener = opener;
    }

    /** The files in the jar. */
    static ContractFiles packaged() {
        return new ContractFiles(file -> {
            InputStream content = ContractFiles.class.getResourceAsStream("/contract/" + file);
            if (content == null) {
                throw new FileNotFoundException("not in the jar");
            }
            return content;
        });
    }

    static ContractFiles in(Path directory) {
        return new ContractFiles(file -> Files.newInputStream(directory.resolve(file)));
    }

    InputStream open(String file) throws IOException {
        return opener.open(file);
    }

    /** A file with every reference followed. */
    JsonNode read(String file) {
        JsonNode tree = parse(file);
        if (!tree.isObject()) {
            throw new ContractException(
                    file + ":1:1: this is not a contract: it must be an object with the member openapi");
        }
        return new References(this).resolve(tree, file);
    }

    /** One file with its references unresolved. */
    JsonNode parse(String file) {
        JsonNode known = files.get(file);
        if (known != null) {
            return known;
        }
        try (InputStream content = opener.open(file)) {
            JsonNode tree = YAML.readTree(content);
            files.put(file, tree);
            return tree;
        } catch (JsonProcessingException e) {
            throw new ContractException(place(file, e.getLocation()) + ": " + firstWords(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The parser's message without the lines that repeat the place and quote the file. */
    private static String firstWords(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining("; "));
    }

    /** The place of a path's method, as {@code file.yaml:LINE:COLUMN}. */
    String placeOfPath(String path, String method) {
        for (String file : files.keySet()) {
            JsonLocation location = find(
                    file,
                    parser -> parser.currentName().equals(method)
                            && path.equals(
                                    parser.getParsingContext().getParent().getCurrentName()));
            if (location != null) {
                return place(file, location);
            }
        }
        return path;
    }

    /** The place of a {@code $ref}. */
    String placeOf(String file, String reference) {
        return place(
                file,
                find(file, parser -> parser.currentName().equals("$ref") && reference.equals(parser.nextTextValue())));
    }

    /** Parses the file again, because a tree has no line numbers. Runs only for an error. */
    @Nullable
    private JsonLocation find(String file, FieldTest test) {
        try (JsonParser parser = YAML.createParser(opener.open(file))) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token == JsonToken.FIELD_NAME) {
                    JsonLocation location = parser.currentTokenLocation();
                    if (test.matches(parser)) {
                        return location;
                    }
                }
                token = parser.nextToken();
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(String file, @Nullable JsonLocation location) {
        return location == null ? file : file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    @FunctionalInterface
    private interface FieldTest {
        boolean matches(JsonParser parser) throws IOException;
    }
}
