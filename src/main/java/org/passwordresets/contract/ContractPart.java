package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of a contract, with the file and the place where it stands. A part that consists of a reference is the part that it
 * leads to.
 *
 * @param name the name that leads to it
 * @param isReferenced whether a reference leads to it
 * @param pointer its place in the file
 */
record ContractPart(
        References references, JsonNode node, String file, JsonPointer pointer, String name, boolean isReferenced) {
    static ContractPart root(ContractFiles files) {
        return new ContractPart(
                new References(files), files.parse(files.root()), files.root(), JsonPointer.empty(), "", false);
    }

    /** The member or element with this name; missing if there is none. */
    ContractPart at(String member) {
        JsonNode child = node.isArray() ? node.path(Integer.parseInt(member)) : node.path(member);
        JsonPointer place =
                node.isArray() ? pointer.appendIndex(Integer.parseInt(member)) : pointer.appendProperty(member);
        return new ContractPart(references, child, file, place, member, false);
    }

    /** What its reference leads to, or itself. */
    ContractPart followed() {
        if (!References.isReference(node)) {
            return this;
        }
        References.Reference reference = references.reference(node, file, Part.ANY);
        return new ContractPart(references, reference.target(), reference.file(), reference.pointer(), name, true)
                .followed();
    }

    /** Its members or elements, none of them followed. */
    Stream<ContractPart> children() {
        return node.isArray()
                ? IntStream.range(0, node.size()).mapToObj(index -> at(Integer.toString(index)))
                : node.propertyStream().map(member -> at(member.getKey()));
    }

    boolean has(String member) {
        return node.has(member);
    }

    String text(String member) {
        return node.path(member).asText();
    }

    String address() {
        return file + "#" + pointer;
    }
}
