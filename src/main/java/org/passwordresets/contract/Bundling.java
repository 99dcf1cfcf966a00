package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.contract.References.Reference;

/** Makes one document of several files: parts that files share become components, and every reference leads to a component. */
final class Bundling {
    private static final String COMPONENTS = "components";
    /** A part of a part, such as one property of a schema, has no name of its own. */
    private static final int MAX_STEPS = 2;

    private final ContractFiles files;
    private final References references;
    private final Map<String, String> names = new HashMap<>();
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();

    private Bundling(ContractFiles files) {
        this.files = files;
        this.references = new References(files);
    }

    static ObjectNode of(ContractFiles files) {
        return new Bundling(files).document();
    }

    private ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        JsonNode root = files.parse(files.root());
        root.properties().stream()
                .filter(member -> !member.getKey().equals(COMPONENTS))
                .forEach(member -> document.set(
                        member.getKey(), bundle(member.getValue(), files.root(), Part.ANY.member(member.getKey()))));
        root.path(COMPONENTS).properties().forEach(section -> addOwn(section.getKey(), section.getValue()));
        document.set(COMPONENTS, components);
        return document;
    }

    /** The components of the root, used or not. */
    private void addOwn(String section, JsonNode parts) {
        Part part = Part.ANY.member(section).element();
        parts.properties().forEach(member -> {
            JsonPointer pointer = JsonPointer.empty()
                    .appendProperty(COMPONENTS)
                    .appendProperty(section)
                    .appendProperty(member.getKey());
            if (part.section() == null) {
                components
                        .withObjectProperty(section)
                        .set(member.getKey(), bundle(member.getValue(), files.root(), part));
            } else {
                component(
                        new Reference(member.getValue(), files.root(), part, files.root(), pointer, member.getValue()));
            }
        });
    }

    private JsonNode bundle(JsonNode node, String file, Part part) {
        return references.copy(node, file, part, this::component);
    }

    /** A reference to a shared part becomes one to its component; a path is inlined. */
    private JsonNode component(Reference reference) {
        String section = reference.part().section();
        List<String> steps = steps(reference.pointer());
        if (section == null || steps.size() > MAX_STEPS) {
            return bundle(reference.target(), reference.file(), reference.part());
        }
        String name = names.get(reference.address());
        if (name == null) {
            name = freeName(section, steps, reference.file());
            names.put(reference.address(), name);
            ObjectNode parts = components.withObjectProperty(section);
            parts.putObject(name);
            parts.set(name, bundle(reference.target(), reference.file(), reference.part()));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/" + section + "/" + name);
    }

    /** The steps of a pointer, without {@code components}, which only some files have. */
    private static List<String> steps(JsonPointer pointer) {
        List<String> steps = new ArrayList<>();
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            steps.add(rest.getMatchingProperty());
        }
        return steps.size() > MAX_STEPS && steps.get(0).equals(COMPONENTS) ? steps.subList(1, steps.size()) : steps;
    }

    /**
     * The part's own name; for a whole file, the file's. If files use the same name, the later ones get the name of their file
     * as a prefix.
     */
    private String freeName(String section, List<String> steps, String file) {
        String fileName = file.replaceFirst("\\.(yaml|yml|json)$", "").replaceAll("[^A-Za-z0-9_.-]+", ".");
        String name = steps.isEmpty() ? fileName.substring(fileName.lastIndexOf('.') + 1) : steps.get(steps.size() - 1);
        List<String> names = new ArrayList<>(List.of(name));
        if (!steps.isEmpty() && steps.get(0).equals("requestExamples")) {
            names.add(name + ".request");
        }
        names.add(fileName + "." + name);
        names.add(fileName + "." + name + ".request");
        return names.stream()
                .filter(free -> !components.path(section).has(free))
                .findFirst()
                .orElseThrow(() -> new ContractException(file + ": the name " + name + " is taken"));
    }
}
