package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The contract as one document, as external tools expect it. */
public final class ContractBundle {
    private static final String WORKFLOWS = "password_reset.arazzo.yaml";

    private final ContractFiles files;
    private final ObjectNode document;
    private final JsonNode resolved;

    private ContractBundle(ContractFiles files, JsonNode resolved, ObjectNode document) {
        this.files = files;
        this.document = document;
        this.resolved = resolved;
    }

    /** The bundle of the contract in the jar. */
    public static ContractBundle packaged() {
        return of(ContractFiles.packaged());
    }

    /**
     * The bundle of the contract in a directory.
     *
     * @throws ContractException with the file, line and column of the mistake
     */
    public static ContractBundle in(Path directory) {
        return of(ContractFiles.in(directory));
    }

    /** The bundle of the contract, or of the third-party document, in these files. */
    public static ContractBundle of(ContractFiles files) {
        return ForeignDocument.is(files)
                ? new ContractBundle(files, MissingNode.getInstance(), ForeignDocument.read(files))
                : new ContractBundle(files, EffectiveSchemas.in(files.contract(), files), Bundling.of(files));
    }

    /** A complete OpenAPI document that refers only to itself. */
    public ObjectNode document() {
        return document;
    }

    /**
     * The workflow file, unchanged: {@code password_reset.arazzo.yaml}. Empty if it is not beside the contract, as with the
     * contract of a release in one file.
     */
    public Optional<String> workflows() {
        try (InputStream content = files.open(WORKFLOWS)) {
            return Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ContractException(WORKFLOWS + ": " + e.getMessage(), e);
        }
    }

    /**
     * The document with every reference followed, and its schemas as requests and responses have them. Use it for reading
     * only, because it repeats the shared parts. Missing for a third-party document, whose schemas may contain themselves.
     */
    public JsonNode resolved() {
        return resolved;
    }
}
