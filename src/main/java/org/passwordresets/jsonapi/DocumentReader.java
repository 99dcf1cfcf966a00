package org.passwordresets.jsonapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.RequestDocument;
import org.passwordresets.contract.Violation;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.resource.MetadataLimits;

/** Reads the document of a request, strictly, and holds it against the contract. */
@Singleton
final class DocumentReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Contract contract;

    DocumentReader(Contract contract) {
        this.contract = contract;
    }

    /** JSON as it came. */
    record Parsed(JsonNode tree, byte[] bytes) {
        /** Without the document, which may hold a password or a token. */
        @Override
        public String toString() {
            return "Parsed[]";
        }
    }

    /** Any JSON value in UTF-8; what is not is a 400. */
    Parsed parse(@Nullable byte[] body) {
        if (body == null || body.length == 0) {
            throw unreadable("The body is empty; a JSON:API document was expected.");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            JsonNode tree = JSON.readTree(body);
            if (tree.isMissingNode()) {
                throw unreadable("The body is blank; a JSON:API document was expected.");
            }
            checkText(tree);
            return new Parsed(tree, body);
        } catch (CharacterCodingException e) {
            throw unreadable("The body is not valid UTF-8.");
        } catch (JsonProcessingException e) {
            // Its own message may quote the body, and with it a secret.
            throw unreadable("The body is not valid JSON%s.".formatted(place(e)));
        } catch (IOException e) {
            throw unreadable("The body cannot be read.");
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ": see line %d, column %d (each name may stand once in an object)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    /** JSON can spell half of a surrogate pair, which is no character and cannot be stored. */
    private static void checkText(JsonNode node) {
        if (node.isTextual() && !isWellFormed(node.textValue())) {
            throw unreadable("A string in the body holds half of a surrogate pair.");
        }
        node.properties().forEach(member -> {
            if (!isWellFormed(member.getKey())) {
                throw unreadable("A name in the body holds half of a surrogate pair.");
            }
        });
        node.forEach(DocumentReader::checkText);
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static ApiException unreadable(String reason) {
        return new ApiException(new Problem.UnreadableBody(reason));
    }

    /** Its shape; what is wrong with single values is kept for {@link Submitted#valid}. */
    ReadDocument check(Parsed parsed, RequestContext context, HttpRequest<?> request) {
        RequestDocument document = context.operation().document();
        JsonNode data = checkData(parsed.tree());
        checkMembers(data, document, request);
        checkNames(
                data.path("attributes"),
                context.caller().writesAllAttributes() ? document.attributes() : document.salesChannelAttributes(),
                "attributes");
        checkRelationships(data.path("relationships"), document);
        List<Violation> violations = new ArrayList<>(document.violations(data));
        MetadataLimits.exceeded(data.path("attributes").path("metadata"))
                .ifPresent(excess -> violations.add(
                        new Violation("/data/attributes/metadata", excess.code(), excess.limit(), null)));
        return valid(parsed, (ObjectNode) data, violations);
    }

    private static JsonNode checkData(JsonNode tree) {
        if (!tree.isObject()) {
            throw bad(ErrorCode.INVALID_DATA_FORMAT, "", "The body must be an object with the member data.");
        }
        JsonNode data = tree.path("data");
        if (data.isMissingNode()) {
            throw bad(
                    ErrorCode.PARAM_MISSING,
                    "/data",
                    "The member data is missing: {\"data\": {\"type\": …, \"attributes\": {…}}}.");
        }
        if (!data.isObject()) {
            throw bad(ErrorCode.INVALID_DATA_FORMAT, "/data", "The member data must be one resource object.");
        }
        return data;
    }

    /** Members that the standard does not know are ignored, as it demands. */
    private static void checkMembers(JsonNode data, RequestDocument contract, HttpRequest<?> request) {
        checkType(data.path("type"), contract);
        checkId(data.path("id"), contract, request);
        for (String member : List.of("attributes", "relationships")) {
            if (data.has(member) && !data.get(member).isObject()) {
                throw bad(
                        ErrorCode.INVALID_DATA_FORMAT,
                        "/data/" + member,
                        "The member " + member + " must be an object.");
            }
        }
    }

    private static void checkType(JsonNode type, RequestDocument contract) {
        if (type.isMissingNode()) {
            throw bad(
                    ErrorCode.PARAM_MISSING,
                    "/data/type",
                    "The member type is missing; here it is \"" + contract.type() + "\".");
        }
        if (!type.isTextual()) {
            throw bad(ErrorCode.INVALID_DATA_FORMAT, "/data/type", "The member type must be a string.");
        }
        if (!type.textValue().equals(contract.type())) {
            throw bad(
                    ErrorCode.INVALID_RESOURCE,
                    "/data/type",
                    "This address takes resources of the type \"" + contract.type() + "\".");
        }
    }

    private static void checkId(JsonNode id, RequestDocument contract, HttpRequest<?> request) {
        if (!contract.identified()) {
            if (!id.isMissingNode()) {
                throw bad(
                        ErrorCode.CLIENT_ID_NOT_ALLOWED,
                        "/data/id",
                        "The server gives the ids. Leave the id out, and use 'reference' for your own key.");
            }
            return;
        }
        if (id.isMissingNode()) {
            throw bad(
                    ErrorCode.KEY_ORDER_MISMATCH,
                    "/data/id",
                    "The document must name the resource that the address names: its member id is missing.");
        }
        if (!id.isTextual()) {
            throw bad(ErrorCode.INVALID_DATA_FORMAT, "/data/id", "The member id must be a string.");
        }
        if (!id.textValue().equals(lastSegment(request.getUri().getPath()))) {
            throw bad(
                    ErrorCode.KEY_NOT_INCLUDED_IN_URL, "/data/id", "The document's id is not the one in the address.");
        }
    }

    /** Of a path whose percent-encoding has been undone, as the controller's id has. */
    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void checkRelationships(JsonNode relationships, RequestDocument document) {
        Set<String> known =
                contract.resourceType(document.type()).relationships().keySet();
        relationships.fieldNames().forEachRemaining(name -> {
            if (known.contains(name) && !document.relationships().contains(name)) {
                throw bad(
                        ErrorCode.RELATIONSHIP_NOT_WRITABLE,
                        "/data/relationships/" + name,
                        "The relationship " + name + " is set by the server and cannot be written. Leave it out.");
            }
        });
        checkNames(relationships, document.relationships(), "relationships");
    }

    private static void checkNames(JsonNode object, Set<String> allowed, String member) {
        object.fieldNames().forEachRemaining(name -> {
            // The standard leaves names that begin with an at sign to others, and demands that they are passed over.
            if (!allowed.contains(name) && !name.startsWith("@")) {
                String choice = allowed.isEmpty()
                        ? "Nothing can be written here."
                        : "Allowed are: " + String.join(", ", allowed) + ".";
                throw bad(
                        ErrorCode.PARAM_NOT_ALLOWED,
                        "/data/" + member + "/" + escape(name),
                        escape(name) + " cannot be written here. " + choice);
            }
        });
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static ApiException bad(ErrorCode code, String pointer, String detail) {
        return new ApiException(new Problem.BadDocument(code, pointer, detail));
    }

    /** What breaks no rule, so that a controller can look at the rest before all is answered at once. */
    private static ReadDocument valid(Parsed parsed, ObjectNode data, List<Violation> violations) {
        if (violations.isEmpty() && data.has("attributes")) {
            return new ReadDocument(parsed.tree(), parsed.bytes(), violations);
        }
        ObjectNode attributes = data.withObject("/attributes");
        violations.forEach(violation -> attributes.remove(violation.pointer().split("/")[3]));
        return new ReadDocument(parsed.tree(), parsed.tree().toString().getBytes(StandardCharsets.UTF_8), violations);
    }
}
