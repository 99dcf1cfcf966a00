package org.passwordresets.stub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names whose values a contract calls secret: those of its credentials and of its attributes for passwords. */
final class DeclaredSecrets {
    private static final Pattern IN_DOCUMENT = Pattern.compile("#(/.*)");

    private final JsonNode document;
    private final Set<String> names = new HashSet<>();
    /** Schemas can contain themselves. */
    private final Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private DeclaredSecrets(JsonNode document) {
        this.document = document;
    }

    static Secrets of(JsonNode document) {
        DeclaredSecrets declared = new DeclaredSecrets(document);
        document.at("/components/securitySchemes").forEach(scheme -> declared.add(scheme.path("name")));
        declared.collect(document);
        return new Secrets(Set.copyOf(declared.names));
    }

    private void add(JsonNode name) {
        if (name.isTextual()) {
            names.add(name.asText().toLowerCase(Locale.ROOT));
        }
    }

    private void collect(JsonNode node) {
        if (!node.isContainerNode() || !seen.add(node)) {
            return;
        }
        node.path("properties").properties().forEach(property -> {
            if (isSecret(property.getValue())) {
                names.add(property.getKey().toLowerCase(Locale.ROOT));
            }
        });
        if (node.path("in").isTextual() && isSecret(node.path("schema"))) {
            add(node.path("name"));
        }
        node.forEach(this::collect);
    }

    /** A switch that you can only write is no secret. */
    private boolean isSecret(JsonNode schemaOrReference) {
        JsonNode schema = resolved(schemaOrReference);
        return schema.path("format").asText().equals("password")
                || schema.path("x-secret").asBoolean()
                || schema.path("writeOnly").asBoolean()
                        && !schema.path("type").asText().equals("boolean");
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = IN_DOCUMENT.matcher(schema.path("$ref").asText());
        return reference.matches() ? document.at(reference.group(1)) : schema;
    }
}
