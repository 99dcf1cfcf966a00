package org.passwordresets.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.core.beans.BeanIntrospection;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.http.FormText;

/**
 * The fields of a request's body, form or JSON. No field may be repeated, and an empty field counts as missing (RFC
 * 6749, section 3.2). No message quotes the body, because it contains a secret.
 */
final class TokenFields {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TokenFields() {}

    static Map<String, String> ofForm(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        int number = 0;
        try {
            for (String field : FormText.utf8(body).split("&")) {
                number++;
                if (!field.isEmpty()) {
                    addField(field, fields);
                }
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw unreadable(
                    number == 0
                            ? "The form is not UTF-8."
                            : "Field " + number + " of the form is not percent-encoded UTF-8. Write % as %25.");
        }
        return fields;
    }

    private static void addField(String field, Map<String, String> fields) throws CharacterCodingException {
        int equals = field.indexOf('=');
        String name = FormText.decode(equals < 0 ? field : field.substring(0, equals));
        String value = equals < 0 ? "" : FormText.decode(field.substring(equals + 1));
        if (fields.putIfAbsent(name, value) != null) {
            throw unreadable("A field of the form occurs more than once.");
        }
    }

    /** The names that the contract gives the fields of a form, of which this is the generated model. */
    static Set<String> names(Class<?> model) {
        return Stream.of(BeanIntrospection.getIntrospection(model).getConstructorArguments())
                .map(field -> field.getAnnotationMetadata()
                        .stringValue(JsonProperty.class)
                        .orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param known the members to read; others may be anything */
    static Map<String, String> ofJson(byte[] body, Set<String> known) {
        JsonNode object = json(body);
        if (!object.isObject()) {
            throw unreadable("The body must be a JSON object.");
        }
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!known.contains(member.getKey()) || member.getValue().isNull()) {
                continue;
            }
            if (!member.getValue().isTextual()) {
                throw unreadable("The member " + member.getKey() + " must be a string.");
            }
            fields.put(member.getKey(), member.getValue().textValue());
        }
        return fields;
    }

    private static JsonNode json(byte[] body) {
        try {
            FormText.requireUtf8(body);
            return JSON.readTree(body);
        } catch (CharacterCodingException e) {
            throw unreadable("The body is not UTF-8.");
        } catch (IOException e) {
            // Without its message, which quotes the body.
            throw unreadable("The body is not valid JSON, or a name occurs twice in an object.");
        }
    }

    private static OAuthException unreadable(String detail) {
        return new OAuthException(OAuthProblem.INVALID_REQUEST, detail);
    }
}
