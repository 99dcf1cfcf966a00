package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.resource.MetadataLimits;

/**
 * The contract of a request's document: {@code {"data": {"type", "id", "attributes", "relationships"}}}. The validator of its
 * attributes is compiled once, when the contract is loaded.
 */
public final class RequestDocument {
    private final String type;
    private final boolean identified;
    private final Set<String> attributes;
    /** Of the kinds of callers that may not write all attributes. */
    private final Map<String, Set<String>> attributesByKind;

    private final Set<String> relationships;
    /** Attributes that hold email addresses ({@code x-email}). */
    private final Set<String> emails;
    /** Attributes that hold passwords ({@code format: password}). */
    private final Set<String> passwords;
    /** Limits of attributes that a JSON schema cannot express. */
    private final Map<String, MetadataLimits> limits;

    /** The values of attributes that a request to create a resource leaves out. */
    private final Map<String, JsonNode> defaults = new LinkedHashMap<>();

    private final Schema attributesSchema;
    /** The schema itself; missing if it has no formats to check. */
    private final JsonNode typedAttributes;

    private RequestDocument(JsonNode data, SchemaRegistry schemas) {
        JsonNode members = data.path("properties");
        this.type = members.path("type").path("enum").path(0).asText();
        this.identified = members.has("id");
        this.attributes = names(members.path("attributes"));
        this.relationships = names(members.path("relationships"));
        this.attributesByKind = Map.of(
                "sales_channel", marked(members.path("attributes"), "x-sales-channel"),
                "customer", marked(members.path("attributes"), "x-customer"));
        this.emails = marked(members.path("attributes"), "x-email");
        this.passwords = passwords(members.path("attributes"));
        this.limits = limits(members.path("attributes"));
        if (!identified) {
            members.path("attributes").path("properties").properties().stream()
                    .filter(attribute -> attribute.getValue().has("default"))
                    .forEach(attribute -> defaults.put(
                            attribute.getKey(), attribute.getValue().get("default")));
        }
        this.typedAttributes =
                TypedFormats.areIn(members.path("attributes")) ? members.path("attributes") : MissingNode.getInstance();
        this.attributesSchema = schemas.getSchema(ExactSchema.of(withoutExtensions(members.path("attributes"))));
        this.attributesSchema.initializeValidators();
    }

    static RequestDocument of(JsonNode schema, SchemaRegistry schemas) {
        return new RequestDocument(schema.path("properties").path("data"), schemas);
    }

    /** Removes extensions, because the validator warns about every keyword that it does not know. */
    static JsonNode withoutExtensions(JsonNode schema) {
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(withoutExtensions(element)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().stream()
                .filter(member -> !member.getKey().startsWith("x-"))
                .forEach(member -> copy.set(member.getKey(), withoutExtensions(member.getValue())));
        return copy;
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new LinkedHashSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, MetadataLimits> limits(JsonNode schema) {
        Map<String, MetadataLimits> limits = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(attribute -> MetadataLimits.of(attribute.getValue())
                .ifPresent(some -> limits.put(attribute.getKey(), some)));
        return limits;
    }

    private static Set<String> passwords(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .filter(attribute ->
                        attribute.getValue().path("format").asText().equals("password"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> marked(JsonNode schema, String extension) {
        return schema.path("properties").properties().stream()
                .filter(attribute -> attribute.getValue().path(extension).asBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The only valid {@code type} in the document. */
    public String type() {
        return type;
    }

    /** Whether the document contains the {@code id} of the resource, as an update does. */
    public boolean identified() {
        return identified;
    }

    /** The attributes that an operation may write here. */
    public Set<String> attributes() {
        return attributes;
    }

    /**
     * The attributes that this kind of caller may write here: for those whose client id is public, only what the contract marks
     * with {@code x-sales-channel} or {@code x-customer}.
     */
    public Set<String> attributes(String kind) {
        return attributesByKind.getOrDefault(kind, attributes);
    }

    /** The relationships that a client may write here. */
    public Set<String> relationships() {
        return relationships;
    }

    /**
     * All violations of the contract's schema, in the contract's order.
     *
     * @param data the document's {@code data} member; missing {@code attributes} count as an empty object
     */
    public List<Violation> violations(JsonNode data) {
        JsonNode values = data.has("attributes") ? data.get("attributes") : JsonNodeFactory.instance.objectNode();
        List<Error> errors = attributesSchema.validate(normalized(values));
        List<Violation> violations = new ArrayList<>();
        errors.forEach(error -> Violation.of(error).ifPresent(violations::add));
        checkPasswords(values, violations);
        if (!typedAttributes.isMissingNode()) {
            TypedFormats.check(
                    typedAttributes, values, JsonPointer.empty(), place -> violations.add(Violation.invalid(place)));
        }
        limits.forEach((attribute, limit) -> limit.exceeded(values.path(attribute))
                .ifPresent(excess -> violations.add(Violation.of(attribute, excess))));
        return violations.isEmpty() ? List.of() : Violation.oneForEachPlace(violations);
    }

    /**
     * Adds the defaults of the attributes that the document leaves out. An update changes only what it contains, so it has no
     * defaults.
     *
     * @return whether there was one to add
     */
    public boolean addDefaults(ObjectNode data) {
        Map<String, JsonNode> missing = new LinkedHashMap<>(defaults);
        data.path("attributes").fieldNames().forEachRemaining(missing::remove);
        if (!missing.isEmpty()) {
            data.withObjectProperty("attributes").setAll(missing);
        }
        return !missing.isEmpty();
    }

    private void checkPasswords(JsonNode attributes, List<Violation> violations) {
        for (String password : passwords) {
            JsonNode value = attributes.path(password);
            ValidationCode fault = value.isTextual() ? PasswordText.fault(value.textValue()) : null;
            if (fault != null) {
                violations.add(Violation.of(password, fault));
            }
        }
    }

    private JsonNode normalized(JsonNode attributes) {
        if (emails.stream().noneMatch(attributes::has) && passwords.stream().noneMatch(attributes::has)) {
            return attributes;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        attributes
                .properties()
                .forEach(attribute ->
                        copy.set(attribute.getKey(), normalized(attribute.getKey(), attribute.getValue())));
        return copy;
    }

    private JsonNode normalized(String attribute, JsonNode value) {
        if (value.isTextual() && emails.contains(attribute)) {
            return TextNode.valueOf(Email.normalized(value.textValue()));
        }
        return value.isTextual() && passwords.contains(attribute)
                ? TextNode.valueOf(PasswordText.normalized(value.textValue()))
                : value;
    }
}
