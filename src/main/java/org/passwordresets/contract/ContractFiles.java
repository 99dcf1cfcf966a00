package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import io.micronaut.core.annotation.Nullable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The YAML and JSON files of a contract, and the places in them. Each file is read once. */
public final class ContractFiles {
    /** The file that refers to all others. */
    static final String ROOT = "openapi.yaml";

    private static final String VERSION = "openapi";

    /** Opens a file of the contract by its path from the contract's folder, such as {@code schemas/customer.yaml}. */
    @FunctionalInterface
    interface Opener {
        InputStream open(String file) throws IOException;
    }

    private final Opener opener;
    private final Map<String, JsonNode> trees = new LinkedHashMap<>();
    /** Where the objects of the resolved contract come from. */
    private final Map<JsonNode, Origin> origins = new IdentityHashMap<>();

    private record Origin(String file, JsonNode object) {}

    /** Null if the files cannot change. */
    @Nullable
    private final Path directory;

    /** The state of each file, also of a missing one, just before it was read. */
    private final Map<String, String> states = new LinkedHashMap<>();

    private final String root;

    ContractFiles(Opener opener) {
        this(opener, null, ROOT);
    }

    private ContractFiles(Opener opener, @Nullable Path directory, String root) {
        this.opener = opener;
        this.directory = directory;
        this.root = root;
    }

    /** The files in the jar. */
    public static ContractFiles packaged() {
        return new ContractFiles(file -> {
            InputStream content = ContractFiles.class.getResourceAsStream("/contract/" + file);
            if (content == null) {
                throw new FileNotFoundException("not in the jar");
            }
            return content;
        });
    }

    /**
     * The files of a contract.
     *
     * @param contract its folder, or its root file
     * @throws ContractException if the folder has no root file
     */
    public static ContractFiles in(Path contract) {
        Path root = RootFile.of(contract);
        Path directory = root.toAbsolutePath().getParent();
        return new ContractFiles(
                file -> open(directory.resolve(file)),
                directory,
                root.getFileName().toString());
    }

    /** The name of the file that refers to all others. */
    String root() {
        return root;
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return Files.newInputStream(file);
    }

    /**
     * Whether one of the files that were read has changed since, or one of those that were missing is there now. Other files,
     * such as those that editors keep beside, mean nothing.
     */
    public boolean haveChanged() {
        return directory != null
                && states.entrySet().stream()
                        .anyMatch(file -> !file.getValue().equals(state(directory.resolve(file.getKey()))));
    }

    /** Compares modification times, because file system events arrive late on some systems, and never on some mounts. */
    private static String state(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "cannot be read";
        }
    }

    InputStream open(String file) throws IOException {
        if (directory != null) {
            states.put(file, state(directory.resolve(file)));
        }
        return opener.open(file);
    }

    /**
     * The whole contract with every reference followed.
     *
     * @throws ContractException with the file, line and column of the mistake, or of what no tool supports
     */
    JsonNode contract() {
        JsonNode contract = resolved();
        // What is in the jar was checked when it was built.
        if (directory != null) {
            UnsupportedFeatures.refuse(this);
        }
        return contract;
    }

    /** The same without the check for features that are not supported. */
    JsonNode resolved() {
        refuseOtherVersions();
        return References.strict(this).resolve(parse(root), root);
    }

    /** Refuses what is not OpenAPI 3.0. */
    void refuseOtherVersions() {
        JsonNode tree = parse(root);
        if (!tree.path(VERSION).isValueNode()) {
            throw new ContractException(
                    root + ":1:1: this is not a contract: it must be an object with the member openapi");
        }
        String version = tree.path(VERSION).asText();
        if (!version.matches("3\\.0\\.\\d+")) {
            throw new ContractException(place(root, tree, VERSION)
                    + ": OpenAPI " + version
                    + " is not supported. Write openapi: 3.0.3, nullable: true instead of a list of"
                    + " types, and an enum with one value instead of const");
        }
        if (tree.has("webhooks")) {
            throw new ContractException(place(root, tree, "webhooks") + ": webhooks is not a keyword of OpenAPI 3.0");
        }
    }

    /** A file with every reference followed, whatever it uses. */
    JsonNode read(String file) {
        return new References(this).resolve(parse(file), file);
    }

    /** One file with its references unresolved. */
    JsonNode parse(String file) {
        JsonNode known = trees.get(file);
        if (known == null) {
            known = parsed(file);
            trees.put(file, known);
        }
        return known;
    }

    private JsonNode parsed(String file) {
        try (TreeReader reader = new TreeReader(file, open(file))) {
            JsonNode tree = reader.read();
            if (!tree.isContainerNode()) {
                throw new ContractException(file + ":1:1: "
                        + (tree.isMissingNode() || tree.isNull()
                                ? "the file is empty"
                                : "the file has text, but neither an object nor a list"));
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw mistake(file, e);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new MissingFileException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new MissingFileException(file + ": it cannot be read: " + e.getMessage(), e);
        }
    }

    /** The YAML parser's own mark is where the problem is; Jackson's location is where the parser had begun. */
    @SuppressWarnings("deprecation")
    private static ContractException mistake(String file, JsonProcessingException e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            int line = marked.getProblemMark().getLine() + 1;
            int column = marked.getProblemMark().getColumn() + 1;
            String problem =
                    marked.getProblem().contains("TAB") ? "indent with spaces, not with a tab" : marked.getProblem();
            return new ContractException("%s:%d:%d: %s".formatted(file, line, column, problem), e);
        }
        String problem = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
        return new ContractException(place(file, e.getLocation()) + ": " + problem, e);
    }

    /** The place of an operation: its path may be in another file. */
    String placeOfOperation(String path, String method) {
        References references = new References(this);
        String file = root;
        JsonNode item = parse(file).path("paths").path(path);
        while (References.isReference(item)) {
            References.Reference reference = references.reference(item, file, Part.ANY);
            file = reference.file();
            item = reference.target();
        }
        return item.isMissingNode() ? path : place(file, item, method);
    }

    /** Remembers which object of a file was copied. */
    void remember(JsonNode copy, String file, JsonNode object) {
        origins.put(copy, new Origin(file, object));
    }

    /** Remembers that an object stands for another one that was copied. */
    void rememberAs(JsonNode copy, JsonNode original) {
        Origin origin = origins.get(original);
        if (origin != null) {
            origins.put(copy, origin);
        }
    }

    /** The place of an object in the resolved contract; null if the contract does not contain it. */
    @Nullable
    String place(JsonNode copy, String member) {
        Origin origin = origins.get(copy);
        return origin == null ? null : place(origin.file(), origin.object(), member);
    }

    /** The place of an object of the resolved contract; empty if it is in none of these files. */
    Optional<String> placeOf(JsonNode copy) {
        return Optional.ofNullable(origins.get(copy))
                .map(origin ->
                        placeAt(origin.file(), pointer(parse(origin.file()), origin.object(), JsonPointer.empty())));
    }

    /** The place of a member, as {@code file.yaml:LINE:COLUMN}. Reads the file again, so it is only for errors. */
    String place(String file, JsonNode object, String member) {
        JsonPointer pointer = pointer(parse(file), object, JsonPointer.empty());
        return pointer == null ? file : placeAt(file, pointer.appendProperty(member));
    }

    /** The place of a part of a file. */
    String placeAt(String file, JsonPointer pointer) {
        try (TreeReader reader = new TreeReader(file, opener.open(file))) {
            JsonLocation location = reader.locate(pointer);
            // A merge key adds members that are written elsewhere.
            return location == null && !pointer.matches() ? placeAt(file, pointer.head()) : place(file, location);
        } catch (IOException e) {
            return file;
        }
    }

    /** The part itself is sought, not one that looks the same. */
    @Nullable
    private static JsonPointer pointer(JsonNode tree, JsonNode part, JsonPointer here) {
        if (tree == part) {
            return here;
        }
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            JsonPointer found = pointer(member.getValue(), part, here.appendProperty(member.getKey()));
            if (found != null) {
                return found;
            }
        }
        for (int i = 0; tree.isArray() && i < tree.size(); i++) {
            JsonPointer found = pointer(tree.get(i), part, here.appendIndex(i));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String place(String file, @Nullable JsonLocation location) {
        return location == null ? file : file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    /** There is no such file, or it cannot be read. */
    static final class MissingFileException extends ContractException {
        private static final long serialVersionUID = 1L;

        private MissingFileException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
