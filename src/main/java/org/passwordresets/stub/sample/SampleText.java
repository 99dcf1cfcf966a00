package org.passwordresets.stub.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;

/**
 * Text for a schema. Random text follows the schema's example letter for letter and digit for digit, so that an email address
 * remains one. The result is a candidate: a schema can combine rules that no generator knows.
 */
final class SampleText {
    private static final Instant FIRST_TIME = Instant.parse("2018-01-01T00:00:00.000Z");
    private static final int MAX_DAYS = 3650;
    private static final int MILLISECONDS_PER_DAY = 86_400_000;
    private static final int DEFAULT_REPETITIONS = 10;
    private static final int MAX_REPETITIONS = 5000;

    private final JsonNode schema;
    private final Random random;
    private final boolean isTypical;
    private final int least;
    private final int most;

    SampleText(JsonNode schema, boolean isTypical, Random random) {
        this.schema = schema;
        this.random = random;
        this.isTypical = isTypical;
        this.least = schema.path("minLength").asInt(0);
        this.most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    }

    /** @param attempt counts from 0; the first attempts follow the example, later ones the pattern or format */
    String text(int attempt) {
        String example =
                schema.path("example").isTextual() ? schema.get("example").textValue() : null;
        String byFormat = formatted(schema.path("format").asText(), attempt);
        if (attempt % 4 == 0 && example != null && byFormat == null) {
            // An address must remain valid, and a number in text is a status or similar.
            return isTypical || example.contains("://") || example.matches("\\d+") ? example : inTheShapeOf(example);
        }
        if (byFormat != null && (!schema.has("pattern") || attempt % 2 == 0)) {
            return byFormat;
        }
        String text = schema.has("pattern") ? matching(schema.get("pattern").asText()) : inTheShape("Text");
        return attempt % 2 == 0 && schema.has("pattern") ? text : fitted(text);
    }

    private String matching(String pattern) {
        RgxGenProperties properties = new RgxGenProperties();
        int repetitions = Math.min(Math.max(least, Math.min(most, DEFAULT_REPETITIONS)), MAX_REPETITIONS);
        RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, repetitions);
        try {
            return RgxGen.parse(properties, pattern).generate(random);
        } catch (RuntimeException e) {
            // It knows less than validators do, and fails in many ways. The text is checked anyway.
            return inTheShape("Text");
        }
    }

    @Nullable
    private String formatted(String format, int attempt) {
        int days = isTypical ? 0 : random.nextInt(MAX_DAYS);
        int millisecond = isTypical ? 0 : random.nextInt(MILLISECONDS_PER_DAY);
        Instant time = FIRST_TIME.plus(days, ChronoUnit.DAYS).plusMillis(millisecond);
        return switch (format) {
            case "date-time" -> time.toString().replaceFirst("(:\\d\\d)Z$", "$1.000Z");
            case "date" -> LocalDate.of(2018, 1, 1).plusDays(days).toString();
            case "time" -> time.truncatedTo(ChronoUnit.SECONDS).toString().substring("2018-01-01T".length());
            case "duration" -> "P" + (1 + days % 30) + "D";
            case "uuid" -> isTypical ? "00000000-0000-4000-8000-000000000000" : uuid();
            case "email", "idn-email" -> email();
            case "hostname", "idn-hostname" -> fitted(inTheShape("host")) + (most > 15 ? ".example.com" : "");
            case "ipv4", "ip-address" -> "192.0.2." + (isTypical ? 1 : random.nextInt(255));
            case "ipv6" -> "2001:db8::" + (isTypical ? "1" : Integer.toHexString(1 + random.nextInt(65_000)));
            case "uri", "url", "iri" -> address();
            case "uri-reference", "iri-reference", "uri-template" -> "/" + fitted(inTheShape("path"), 1);
            case "json-pointer" -> "/" + fitted(inTheShape("path"), 1);
            case "relative-json-pointer" -> "0/" + fitted(inTheShape("path"), 2);
            case "regex" -> "[a-z]+";
            case "byte" -> base64(attempt);
            default -> null;
        };
    }

    private String uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 2L << 62).toString();
    }

    private String email() {
        String host = most < 17 ? "@a.io" : "@example.com";
        return fitted(inTheShape("john"), host.length()) + host;
    }

    private String address() {
        String start = most < 25 ? "http://a.io/" : "https://example.com/";
        return start + fitted(inTheShape("path"), start.length());
    }

    private String base64(int attempt) {
        byte[] bytes = new byte[Math.max(3, least * 3 / 4 / 3 * 3 + 3 * (attempt % 3))];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String inTheShape(String like) {
        return isTypical ? like : inTheShapeOf(like);
    }

    private String inTheShapeOf(String example) {
        StringBuilder text = new StringBuilder(example.length());
        example.chars().forEach(unit -> text.append(like((char) unit)));
        return text.toString();
    }

    private char like(char unit) {
        if (unit >= 'a' && unit <= 'z') {
            return (char) ('a' + random.nextInt(26));
        }
        if (unit >= 'A' && unit <= 'Z') {
            return (char) ('A' + random.nextInt(26));
        }
        return unit >= '0' && unit <= '9' ? (char) ('0' + random.nextInt(10)) : unit;
    }

    private String fitted(String text) {
        return fitted(text, 0);
    }

    /** @param more the number of characters that are added to the text */
    private String fitted(String text, int more) {
        int missing = least - more - text.codePointCount(0, text.length());
        String longEnough = missing <= 0 ? text : text + "x".repeat(missing);
        int room = Math.max(0, most - more);
        return longEnough.codePointCount(0, longEnough.length()) <= room
                ? longEnough
                : longEnough.substring(0, longEnough.offsetByCodePoints(0, room));
    }
}
