package org.passwordresets.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
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
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.auth.CallerKind;

/** Replaces passwords, tokens and secrets by {@code ***}, so that you can show the stub's page to others. */
final class Secrets {
    private static final String MASK = "***";
    private static final String WORDS = "password|passwd|token|secret|api.?key|signature";
    /** Names that contain one of these words but whose values are not secret: {@code reset_password_at_gteq}. */
    private static final String HARMLESS =
            "^fields\\[|password_?resets?|has_?password|password_?at(?=[_\\]\"]|$)|token_?type|resets?_?passwords?_?url";
    /** Its group is what is secret. */
    private static final Pattern SECRET = Pattern.compile(HARMLESS + "|(" + WORDS + ")");
    /** A complete member with a simple value. Possessive quantifiers, so that matching takes linear time. */
    private static final Pattern MEMBER = Pattern.compile(
            "(?<name>\"[^\"\\\\]*+\")(?<colon>\\s*+:\\s*+)(?:\"(?:[^\"\\\\]++|\\\\.)*+\"|[-+0-9.eE]++|null|true|false)"
                    + "(?=\\s*+[,}])",
            Pattern.DOTALL);

    /** Starts only where a name can start: an attempt at each character would take quadratic time. */
    private static final Pattern PARAMETER = Pattern.compile("(?<![^?#&=])([^?#&=]*+)=([^&#]*+)");

    private static final Pattern ENCODED = Pattern.compile("(?:%|\\\\u00)([0-9A-Fa-f]{2})");
    /** Encoding more often is nobody's habit. */
    private static final int MAX_ENCODINGS = 3;
    /** How deep an address can be in the parameter of another. Deeper ones are masked unread. */
    private static final int MAX_DEPTH = 3;
    /** The stub reads these tokens as kinds of applications. */
    private static final Set<String> KINDS =
            Stream.of(CallerKind.values()).map(CallerKind::text).collect(Collectors.toUnmodifiableSet());

    /** Refuses what readers understand differently, because only one of the two values would be masked. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectWriter INDENTED = JSON.writer(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private final Pattern declared;

    /** @param declared the names, in small letters, whose values the contract calls secret */
    Secrets(Set<String> declared) {
        // The shortest first, so that a match ends with the first name that occurs.
        String names = declared.stream()
                .sorted(Comparator.comparing(String::length))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.declared = Pattern.compile(declared.isEmpty() ? "(?!)" : "(?<![\\w-])(?:" + names + ")(?![\\w-])");
    }

    /** An address without the values of secret parameters, in its query and its fragment. */
    String inAddress(String address) {
        return inAddress(address, 0);
    }

    private String inAddress(String address, int depth) {
        String path = address.split("[?#]", 2)[0];
        return path
                + PARAMETER
                        .matcher(address.substring(path.length()))
                        .replaceAll(pair -> Matcher.quoteReplacement(
                                isSecret(pair.group(1)) || isAddressWithSecret(pair.group(2), depth + 1)
                                        ? pair.group(1) + "=" + MASK
                                        : pair.group()));
    }

    private boolean isAddressWithSecret(String value, int depth) {
        String plain = decoded(value);
        return plain.indexOf('?') >= 0
                && (depth > MAX_DEPTH || !inAddress(plain, depth).equals(plain));
    }

    /** The value of a header. The scheme of an Authorization remains, and a token that only names a kind of application. */
    String inHeader(String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization" -> {
                int token = value.indexOf(' ') + 1;
                yield KINDS.contains(value.substring(token)) ? value : value.substring(0, token) + MASK;
            }
            case "cookie", "set-cookie", "proxy-authorization" -> MASK;
            default -> isSecret(name) ? MASK : inAddress(value);
        };
    }

    /** A body that need not be JSON. */
    String inBody(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            JsonNode masked = masked(tree.deepCopy());
            return masked.equals(tree) ? body : masked.toString();
        } catch (JsonProcessingException e) {
            return inUnreadable(body);
        }
    }

    /** The same, indented if it is JSON. */
    String inIndentedBody(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree.isMissingNode() ? body : INDENTED.writeValueAsString(masked(tree));
        } catch (JsonProcessingException e) {
            return inUnreadable(body);
        }
    }

    private JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties()).forEach(member -> {
                boolean isHidden =
                        isSecret(member.getKey()) && !member.getValue().isNull();
                object.set(member.getKey(), isHidden ? TextNode.valueOf(MASK) : masked(member.getValue()));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
        }
        return node.isTextual() ? TextNode.valueOf(inAddress(node.textValue())) : node;
    }

    /** Masks complete members, and everything from the first other place on that can hold a secret. */
    private String inUnreadable(String body) {
        StringBuilder shown = new StringBuilder();
        Matcher member = MEMBER.matcher(body);
        int end = 0;
        while (end < body.length()) {
            boolean found = member.find(end);
            String between = body.substring(end, found ? member.start() : body.length());
            int secret = placeOfSecret(between);
            if (secret >= 0) {
                return shown.append(between, 0, secret).append(MASK).toString();
            }
            shown.append(between);
            if (!found) {
                return shown.toString();
            }
            shown.append(
                    isSecret(member.group("name")) || isAddressWithSecret(member.group(), 1)
                            ? member.group("name") + member.group("colon") + "\"" + MASK + "\""
                            : member.group());
            end = member.end();
        }
        return shown.toString();
    }

    /** Where a text begins to be secret: after the name, or where it is encoded; negative if it does not. */
    private int placeOfSecret(String text) {
        int place = endOfName(text.toLowerCase(Locale.ROOT));
        // A text in UTF-16 has a NUL beside each letter.
        boolean isEncoded = endOfName(decoded(text.replace("\0", "")).toLowerCase(Locale.ROOT)) >= 0;
        return place < 0 && isEncoded ? 0 : place;
    }

    private int endOfName(String text) {
        Matcher word = SECRET.matcher(text);
        while (word.find()) {
            if (word.group(1) != null) {
                return word.end();
            }
        }
        Matcher name = declared.matcher(text);
        return name.find() ? name.end() : -1;
    }

    private boolean isSecret(String name) {
        String plain = decoded(name).toLowerCase(Locale.ROOT);
        return !plain.startsWith("fields[") && endOfName(plain) >= 0;
    }

    private static String decoded(String text) {
        String plain = text;
        for (int i = 0; i < MAX_ENCODINGS && ENCODED.matcher(plain).find(); i++) {
            plain = ENCODED.matcher(plain)
                    .replaceAll(code ->
                            Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(code.group(1), 16))));
        }
        return plain;
    }
}
