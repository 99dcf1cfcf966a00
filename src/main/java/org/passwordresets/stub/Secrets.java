package org.passwordresets.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.auth.ApplicationKind;

/** Replaces passwords, tokens and secrets by {@code ***}, so that you can show the stub's page to others. */
final class Secrets {
    private static final String MASK = "***";
    private static final Pattern SECRET = Pattern.compile("password|passwd|token|secret|api.?key|signature");
    /** Names that contain one of these words but whose values are not secret: {@code reset_password_at_gteq}. */
    private static final Pattern NOT_SECRET = Pattern.compile(
            "^fields\\[|password_?resets?|has_?password|password_?at(?=[_\\]\"]|$)|token_?type|resets?_?passwords?_?url");
    /** Possessive quantifiers, so that matching takes linear time. */
    private static final Pattern MEMBER =
            Pattern.compile("(\"[^\"]*+\"\\s*+:\\s*+)(?:\"(?:[^\"\\\\]++|\\\\.)*+\"?+|[-+0-9.eE]++)", Pattern.DOTALL);
    /** The stub reads these tokens as kinds of applications. */
    private static final Set<String> KINDS =
            Stream.of(ApplicationKind.values()).map(ApplicationKind::text).collect(Collectors.toUnmodifiableSet());

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectWriter INDENTED = JSON.writer(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private Secrets() {}

    /** An address without the values of secret parameters. */
    static String inAddress(String address) {
        int query = address.indexOf('?') + 1;
        return query == 0
                ? address
                : address.substring(0, query)
                        + Stream.of(address.substring(query).split("&", -1))
                                .map(Secrets::inParameter)
                                .collect(Collectors.joining("&"));
    }

    private static String inParameter(String pair) {
        int value = pair.indexOf('=') + 1;
        String name = pair.substring(0, value).replaceAll("(?i)%5B", "[").replaceAll("(?i)%5D", "]");
        return value > 0 && isSecret(name.replace("=", "")) ? pair.substring(0, value) + MASK : pair;
    }

    /** The value of a header. The scheme of an Authorization remains, and a token that only names a kind of application. */
    static String inHeader(String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization" -> {
                int token = value.indexOf(' ') + 1;
                yield KINDS.contains(value.substring(token)) ? value : value.substring(0, token) + MASK;
            }
            case "cookie", "set-cookie", "proxy-authorization" -> MASK;
            default -> isSecret(name) ? MASK : value;
        };
    }

    /** A body that need not be JSON. */
    static String inBody(String body) {
        return MEMBER.matcher(body)
                .replaceAll(member -> Matcher.quoteReplacement(
                        isSecret(member.group(1)) ? member.group(1) + "\"" + MASK + "\"" : member.group()));
    }

    /** The same, indented if it is JSON. */
    static String inIndentedBody(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            mask(tree);
            return tree.isMissingNode() ? body : INDENTED.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            return inBody(body);
        }
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties()).forEach(member -> {
                if ((member.getValue().isTextual() || member.getValue().isNumber()) && isSecret(member.getKey())) {
                    object.put(member.getKey(), MASK);
                } else {
                    mask(member.getValue());
                }
            });
        } else if (node instanceof ArrayNode) {
            node.forEach(Secrets::mask);
        }
    }

    private static boolean isSecret(String name) {
        String suspicious = NOT_SECRET.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return !name.startsWith("fields[") && SECRET.matcher(suspicious).find();
    }
}
