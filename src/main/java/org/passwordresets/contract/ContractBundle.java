package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.contract.References.Reference;

/**
 * The contract as one document, as external tools expect it: parts that files share become components, and every reference
 * leads to a component.
 */
public final class ContractBundle {
    private static final String WORKFLOWS = "password_reset.arazzo.yaml";
    /** OpenAPI's names for the sections of our files. */
    private static final Map<String, String> COMPONENTS = Map.of(
            "schemas", "schemas",
            "parameters", "parameters",
            "responses", "responses",
            "headers", "headers",
            "examples", "examples",
            "requestExamples", "examples",
            "links", "links");

    private final ContractFiles files;
    private final References references;
    private final Map<String, String> names = new HashMap<>();
    private final ObjectNode components;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final JsonNode resolved;

    private ContractBundle(ContractFiles files) {
        this.files = files;
        this.references = new References(files);
        resolved = files.read(ContractFiles.ROOT);
        ObjectNode root = (ObjectNode) files.parse(ContractFiles.ROOT);
        components = root.path("components").isObject() ? root.get("components").deepCopy() : document.objectNode();
        root.properties().stream()
                .filter(member -> !member.getKey().equals("components"))
                .forEach(member -> document.set(member.getKey(), bundle(member.getValue(), ContractFiles.ROOT)));
        document.set("components", components);
    }

    /** The bundle of the contract in the jar. */
    public static ContractBundle packaged() {
        return new ContractBundle(ContractFiles.packaged());
    }

    /** The bundle of the contract in a directory. */
    public static ContractBundle in(Path directory) {
        return new ContractBundle(ContractFiles.in(directory));
    }

    /** A complete OpenAPI document that refers only to itself. */
    public ObjectNode document() {
        return document;
    }

    /** The workflow file, unchanged: {@code password_reset.arazzo.yaml}. */
    public String workflows() {
        try (InputStream content = files.open(WORKFLOWS)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ContractException(WORKFLOWS + ": " + e.getMessage(), e);
        }
    }

    /** The document with every reference followed. Use it for reading only, because it repeats the shared parts. */
    public JsonNode resolved() {
        return resolved;
    }

    /** The resource types, in the contract's order. */
    public List<ResourceType> resourceTypes() {
        return List.copyOf(ResourceType.all(resolved).values());
    }

    private JsonNode bundle(JsonNode node, String file) {
        return references.copy(node, file, this::component);
    }

    /** A reference to a shared part becomes one to its component; a path or a whole file is inlined. */
    private JsonNode component(Reference reference) {
        String[] steps = reference.pointer().split("/");
        if (steps.length != 3 || !COMPONENTS.containsKey(steps[1])) {
            return bundle(reference.target(), reference.file());
        }
        String section = COMPONENTS.get(steps[1]);
        String name = names.get(reference.address());
        if (name == null) {
            name = freeName(section, steps[1], steps[2], reference.file());
            names.put(reference.address(), name);
            ObjectNode parts = components.withObjectProperty(section);
            parts.putObject(name);
            parts.set(name, bundle(reference.target(), reference.file()));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/" + section + "/" + name);
    }

    /** The part's own name. If files use the same name, the later ones get the name of their file as a prefix. */
    private String freeName(String section, String ownSection, String name, String file) {
        List<String> names = new ArrayList<>(List.of(name));
        if (ownSection.equals("requestExamples")) {
            names.add(name + ".request");
        }
        String prefix = file.replaceFirst("\\.yaml$", "") + ".";
        names.add(prefix + name);
        names.add(prefix + name + ".request");
        return names.stream()
                .filter(free -> !components.path(section).has(free))
                .findFirst()
                .orElseThrow(() -> new ContractException(file + ": the name " + name + " is taken"));
    }
}
