package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Looks at every schema of a third-party document. Not recursive, because references can form long chains. */
final class ForeignSchemas {
    private final ContractFiles files;
    private final Deque<Step> rest = new ArrayDeque<>();
    private final Set<JsonNode> known = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Step(ContractPart part, Part kind) {}

    private ForeignSchemas(ContractFiles files) {
        this.files = files;
    }

    /** @throws ContractException with the first mistake */
    static void check(ContractFiles files) {
        ForeignSchemas schemas = new ForeignSchemas(files);
        schemas.rest.add(new Step(ContractPart.root(files), Part.ANY));
        while (!schemas.rest.isEmpty()) {
            schemas.look(schemas.rest.remove());
        }
    }

    private void look(Step step) {
        ContractPart part = leadsToFile(step) ? step.part().followed() : step.part();
        if (step.kind() == Part.DATA || !part.node().isContainerNode() || !known.add(part.node())) {
            return;
        }
        if (step.kind() == Part.SCHEMA && !part.node().path("type").isArray()) {
            refuse(part);
        }
        part.children()
                .filter(child -> !child.name().startsWith("x-") || step.kind().element() != step.kind())
                .forEach(child -> rest.add(new Step(child, kind(step.kind(), part, child))));
    }

    /** What a reference within the document leads to is seen where it stands. */
    private boolean leadsToFile(Step step) {
        JsonNode reference = step.part().node().path("$ref");
        boolean isMap = step.kind().element() != step.kind();
        return reference.isTextual()
                && step.kind() != Part.DATA
                && !isMap
                && !(step.part().file().equals(files.root())
                        && reference.textValue().startsWith("#"));
    }

    private static Part kind(Part kind, ContractPart part, ContractPart child) {
        return part.node().isArray() ? kind.element() : kind.member(child.name());
    }

    private void refuse(ContractPart schema) {
        SchemaRefusals.ofThirdParty(schema).findFirst().ifPresent(finding -> {
            throw new ContractException(
                    files.placeAt(finding.part().file(), finding.part().pointer()) + ": " + finding.message());
        });
    }
}
