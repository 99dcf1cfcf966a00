package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The contract in one document, as tools and people outside want it: what the files share becomes a component, and every
 * reference leads to one.
 */
public final class ContractBundle {
    private static final String ROOT = "openapi.yaml";
    private static final String WORKFLOWS = "password_reset.arazzo.yaml";
    private static final YAMLMapper YAML = new YAMLMapper();
    /** How OpenAPI calls the sections of our files. */
    private static final Map<String, String> COMPONENTS = Map.of(
            "schemas", "schemas",
            "parameters", "parameters",
            "responses", "responses",
            "examples", "examples",
            "requestExamples", "examples",
            "links", "links");

    private final ContractFiles.Opener opener;
    private final Map<String, JsonNode> files = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final ObjectNode components;
    private final ObjectNode document;
    private final JsonNode resolved;

    private ContractBundle(ContractFiles.Opener opener) {
        this.opener = opener;
        ObjectNode root = (ObjectNode) parse(ROOT);
        components = root.withObjectProperty("components").deepCopy();
        document = JsonNodeFactory.instance.objectNode();
        root.properties().stream()
                .filter(member -> !member.getKey().equals("components"))
                .forEach(member -> document.set(member.getKey(), bundle(member.getValue(), ROOT)));
        document.set("components", components);
        resolved = new ContractFiles(opener).read(ROOT);
    }

    /** Of the contract that travels in the jar. */
    public static ContractBundle packaged() {
        return new ContractBundle(file -> {
            InputStream content = ContractBundle.class.getResourceAsStream("/contract/" + file);
            if (content == null) {
                throw new IOException("not in the jar");
            }
            return content;
        });
    }

    /** Of the contract in a directory. */
    public static ContractBundle in(Path directory) {
        return new ContractBundle(file -> Files.newInputStream(directory.resolve(file)));
    }

    /** A whole OpenAPI document that refers only to itself. */
    public ObjectNode document() {
        return document;
    }

    /** What stands beside it, word by word: {@code password_reset.arazzo.yaml}. */
    public String workflows() {
        try (InputStream content = opener.open(WORKFLOWS)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ContractException(WORKFLOWS + ": " + e.getMessage(), e);
        }
    }

    /** The same with every reference followed: to be read, not to be written, for it repeats what is shared. */
    public JsonNode resolved() {
        return resolved;
    }

    /** The types of resources, in the contract's order. */
    public List<ResourceType> resourceTypes() {
        return List.copyOf(ResourceType.all(resolved).values());
    }

    private JsonNode bundle(JsonNode node, String file) {
        if (node instanceof ObjectNode object) {
            if (object.path("$ref").isTextual()) {
                return refer(object.get("$ref").textValue(), file);
            }
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), bundle(member.getValue(), file)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(bundle(element, file)));
            return copy;
        }
        return node;
    }

    /** A shared part stays a reference, to the component that it becomes; a path, or a whole file, is put in. */
    private JsonNode refer(String reference, String from) {
        int hash = reference.indexOf('#');
        String file = hash == 0 ? from : hash < 0 ? reference : reference.substring(0, hash);
        String pointer = hash < 0 ? "" : reference.substring(hash + 1);
        JsonNode target = parse(file).at(JsonPointer.compile(pointer));
        if (target.isMissingNode()) {
            throw new ContractException(from + ": $ref " + reference + " points to nothing");
        }
        String[] steps = pointer.split("/");
        if (steps.length != 3 || !COMPONENTS.containsKey(steps[1])) {
            return bundle(target, file);
        }
        String section = COMPONENTS.get(steps[1]);
        String key = file + "#" + pointer;
        String name = names.get(key);
        if (name == null) {
            name = freeName(section, steps[1], steps[2], file);
            names.put(key, name);
            ObjectNode parts = components.withObjectProperty(section);
            parts.putObject(name);
            parts.set(name, bundle(target, file));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/" + section + "/" + name);
    }

    /** Its own name; where files share one, the later ones put the name of their file before it. */
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

    private JsonNode parse(String file) {
        return files.computeIfAbsent(file, name -> {
            try (InputStream content = opener.open(name)) {
                return YAML.readTree(content);
            } catch (IOException e) {
                throw new ContractException(name + ": " + e.getMessage(), e);
            }
        });
    }
}
