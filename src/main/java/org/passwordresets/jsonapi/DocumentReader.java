package org.passwordresets.jsonapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.RequestDocument;
import org.passwordresets.contract.Violation;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.http.FormText;

/** Parses the document of a request strictly and checks it against the contract. */
@Singleton
final class DocumentReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // The stub returns metadata from the tree, and 1.0 must not become 1.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Contract contract;

    DocumentReader(Contract contract) {
        this.contract = contract;
    }

    /** The parsed JSON and its original bytes. */
    record Parsed(JsonNode tree, byte[] bytes) {
        /** Omits the document, which may contain a password or a token. */
        @Override
        public String toString() {
            return "Parsed[]";
        }
    }

    /** Parses any JSON value in UTF-8. Anything else is a 400. */
    Parsed parse(@Nullable byte[] body) {
        if (body == null || body.length == 0) {
            throw unreadable("The body is empty. Send a JSON:API document.");
        }
        try {
            FormText.requireUtf8(body);
            JsonNode tree = JSON.readTree(body);
            if (tree.isMissingNode()) {
                throw unreadable("The body is blank. Send a JSON:API document.");
            }
            checkText(tree);
            return new Parsed(tree, body);
        } catch (CharacterCodingException e) {
            throw unreadable("The body is not valid UTF-8.");
        } catch (JsonProcessingException e) {
            // The parser's message may quote the body, and with it a secret.
            throw unreadable("The body is not valid JSON%s.".formatted(place(e)));
        } catch (IOException e) {
            throw unreadable("The body cannot be read.");
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ". Check line %d, column %d. A name can occur only once in an object"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    /** JSON can escape half of a surrogate pair, which is not a character and cannot be stored. */
    private static void checkText(JsonNode node) {
        if (node.isTextual() && !isWellFormed(node.textValue())) {
            throw unreadable("A string in the body contains half of a surrogate pair.");
        }
        node.properties().forEach(member -> {
            if (!isWellFormed(member.getKey())) {
                throw unreadable("A name in the body contains half of a surrogate pair.");
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

    /** Checks the structure. Keeps invalid attribute values for {@link Submitted#valid}. */
    ReadDocument check(Parsed parsed, RequestContext context, HttpRequest<?> request) {
        RequestDocument document = context.operation().document();
        JsonNode data = checkData(parsed.tree());
        checkMembers(data, document, request);
        checkNames(
                data.path("attributes"),
                document.attributes(context.caller().callerKind().text()),
                "attributes");
        checkRelationships(data.path("relationships"), document);
        boolean isChanged = document.addDefaults((ObjectNode) data);
        return valid(parsed, isChanged, (ObjectNode) data, document.violations(data));
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
            throw bad(ErrorCode.INVALID_DATA_FORMAT, "/data", "The member data must be a resource object.");
        }
        return data;
    }

    /** Ignores members that JSON:API does not define, as JSON:API requires. */
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
                    "The member type is missing. It must be \"" + contract.type() + "\".");
        }
        if (!type.isTextual()) {
            throw bad(ErrorCode.INVALID_DATA_FORMAT, "/data/type", "The member type must be a string.");
        }
        if (!type.textValue().equals(contract.type())) {
            throw bad(
                    ErrorCode.INVALID_RESOURCE,
                    "/data/type",
                    "The type must be \"" + contract.type() + "\" at this address.");
        }
    }

    private static void checkId(JsonNode id, RequestDocument contract, HttpRequest<?> request) {
        if (!contract.identified()) {
            if (!id.isMissingNode()) {
                throw bad(
                        ErrorCode.CLIENT_ID_NOT_ALLOWED,
                        "/data/id",
                        "The server assigns the id. Leave it out, and put your own key into 'reference'.");
            }
            return;
        }
        if (id.isMissingNode()) {
            throw bad(
                    ErrorCode.KEY_ORDER_MISMATCH,
                    "/data/id",
                    "The member id is missing. Send the id from the address.");
        }
        if (!id.isTextual()) {
            throw bad(ErrorCode.INVALID_DATA_FORMAT, "/data/id", "The member id must be a string.");
        }
        if (!id.textValue().equals(lastSegment(request.getUri().getPath()))) {
            throw bad(
                    ErrorCode.KEY_NOT_INCLUDED_IN_URL,
                    "/data/id",
                    "The id in the document is not the id in the address.");
        }
    }

    /** Taken from the decoded path, because the controller's id is decoded too. */
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
                        "The server sets the relationship " + name + ". Leave it out.");
            }
        });
        checkNames(relationships, document.relationships(), "relationships");
    }

    private static void checkNames(JsonNode object, Set<String> allowed, String member) {
        object.fieldNames().forEachRemaining(name -> {
            // JSON:API reserves names that begin with an at sign for extensions and requires servers to ignore them.
            if (!allowed.contains(name) && !name.startsWith("@")) {
                String choice = allowed.isEmpty()
                        ? "You cannot write any."
                        : "You can write: " + String.join(", ", allowed) + ".";
                throw bad(
                        ErrorCode.PARAM_NOT_ALLOWED,
                        JsonPointer.compile("/data/" + member)
                                .appendProperty(name)
                                .toString(),
                        "You cannot write " + name + " here. " + choice);
            }
        });
    }

    private static ApiException bad(ErrorCode code, String pointer, String detail) {
        return new ApiException(new Problem.BadDocument(code, pointer, detail));
    }

    /** The valid attributes. A controller can check them too before one response lists all violations. */
    private static ReadDocument valid(Parsed parsed, boolean isChanged, ObjectNode data, List<Violation> violations) {
        if (violations.isEmpty() && data.has("attributes") && !isChanged) {
            return new ReadDocument(parsed.tree(), parsed.bytes(), violations);
        }
        ObjectNode attributes = data.withObject("/attributes");
        violations.forEach(violation -> attributes.remove(violation.pointer().split("/")[3]));
        return new ReadDocument(parsed.tree(), parsed.tree().toString().getBytes(StandardCharsets.UTF_8), violations);
    }
}
