package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Follows each {@code $ref} within and between the files of a contract, relative to the file that it is in. The resolvers of
 * the OpenAPI and JSON Schema libraries do not report the file, line and column of a mistake, so this is our own.
 */
final class References {
    private static final String REF = "$ref";
    private static final String FORM =
            "is incomplete: it has the form file.yaml#/section/name, or #/section/name in the same file";

    /**
     * A {@code $ref} in a file, and the part of the contract that it leads to.
     *
     * @param holder the object with the {@code $ref}
     * @param from the file with the {@code $ref}
     * @param part what the reference stands for
     */
    record Reference(JsonNode holder, String from, Part part, String file, JsonPointer pointer, JsonNode target) {
        String address() {
            return file + "#" + pointer;
        }
    }

    private final ContractFiles files;
    private final boolean isStrict;
    private final Map<String, JsonNode> resolved = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    References(ContractFiles files) {
        this(files, false);
    }

    private References(ContractFiles files, boolean isStrict) {
        this.files = files;
        this.isStrict = isStrict;
    }

    /** Refuses what the tools do not support. */
    static References strict(ContractFiles files) {
        return new References(files, true);
    }

    static boolean isReference(JsonNode node) {
        return node.has(REF);
    }

    /** A whole file with every reference followed. */
    JsonNode resolve(JsonNode node, String file) {
        return copy(node, file, Part.ANY, this::resolve);
    }

    private JsonNode resolve(Reference reference) {
        JsonNode known = resolved.get(reference.address());
        if (known != null) {
            return known;
        }
        if (!underway.add(reference.address())) {
            throw mistake(
                    reference.from(), reference.holder(), "leads back to itself: " + String.join(" -> ", underway));
        }
        JsonNode whole = copy(reference.target(), reference.file(), reference.part(), this::resolve);
        underway.remove(reference.address());
        resolved.put(reference.address(), whole);
        return whole;
    }

    /** A copy of a part of a file, with each reference replaced. Data is not copied. */
    JsonNode copy(JsonNode node, String file, Part part, Function<Reference, JsonNode> replacement) {
        if (part == Part.DATA) {
            return node;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(copy(element, file, part.element(), replacement)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        // A schema can have a property with this name.
        if (isReference(object) && part != Part.SCHEMAS) {
            return replacement.apply(reference(object, file, part));
        }
        if (isStrict) {
            refuseUnsupported(object, file, part);
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        files.remember(copy, file, object);
        object.properties()
                .forEach(member -> copy.set(
                        member.getKey(), copy(member.getValue(), file, part.member(member.getKey()), replacement)));
        return copy;
    }

    private void refuseUnsupported(ObjectNode object, String file, Part part) {
        Unsupported.in(part, object).ifPresent(found -> {
            throw new ContractException(files.place(file, object, found.member()) + ": " + found.message());
        });
    }

    /** Where a {@code $ref} leads to. Other members beside it mean nothing, as OpenAPI 3.0 says. */
    Reference reference(JsonNode holder, String from, Part part) {
        JsonNode text = holder.get(REF);
        if (!text.isTextual() || text.textValue().isEmpty()) {
            throw mistake(from, holder, FORM);
        }
        URI address = address(holder, from);
        if (address.isAbsolute()
                || address.getRawAuthority() != null
                || address.getPath().startsWith("/")) {
            throw mistake(
                    from, holder, "leads out of the contract's folder. Copy the part into a file of the contract");
        }
        String file = address.getPath().isEmpty() ? from : file(address, holder, from);
        JsonPointer pointer = pointer(address.getFragment(), holder, from);
        JsonNode target = parse(file, holder, from).at(pointer);
        if (target.isMissingNode()) {
            throw mistake(from, holder, "points to nothing");
        }
        return new Reference(holder, from, part, file, pointer, target);
    }

    /** Editors and bundlers write percent-encoded pointers, people do not. */
    private URI address(JsonNode holder, String from) {
        String text = holder.get(REF).textValue();
        try {
            return new URI(text.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20"));
        } catch (URISyntaxException e) {
            throw mistake(from, holder, "is not an address: " + e.getReason().toLowerCase(Locale.ROOT));
        }
    }

    /** Relative to the file that the reference is in. */
    private String file(URI address, JsonNode holder, String from) {
        String folder = from.substring(0, from.lastIndexOf('/') + 1);
        String file = URI.create("/")
                .relativize(URI.create("/" + folder.replace(" ", "%20")).resolve(address))
                .getPath();
        if (file.startsWith("..") || file.startsWith("/..")) {
            throw mistake(
                    from, holder, "leads out of the contract's folder. Copy the part into a file of the contract");
        }
        if (file.isEmpty() || file.endsWith("/")) {
            throw mistake(from, holder, FORM);
        }
        return file;
    }

    private JsonPointer pointer(String fragment, JsonNode holder, String from) {
        if (fragment == null) {
            return JsonPointer.empty();
        }
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            throw mistake(from, holder, FORM);
        }
        return JsonPointer.compile(fragment);
    }

    private JsonNode parse(String file, JsonNode holder, String from) {
        try {
            return files.parse(file);
        } catch (ContractFiles.MissingFileException e) {
            throw new ContractException(files.place(from, holder, REF) + ": there is no file " + file, e);
        }
    }

    private ContractException mistake(String file, JsonNode holder, String what) {
        String text = holder.get(REF).asText();
        return new ContractException(
                files.place(file, holder, REF) + ": $ref" + (text.isEmpty() ? "" : " " + text) + " " + what);
    }
}
