package org.passwordresets.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanProperty;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.passwordresets.resource.Audited;

/** The payload of a change as compact JSON: {@code {"reference":{"from":null,"to":"R-1"}}}. */
final class Payload {
    /** Nothing changed. */
    static final String NONE = "{}";
    /** Stands for a secret. */
    static final String SECRET = "[secret]";

    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper READER = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final Map<Class<?>, List<Attribute>> KNOWN = new ConcurrentHashMap<>();

    private Payload() {}

    private record Attribute(String name, Audited.As as, BeanProperty<Object, Object> component) {
        @Nullable
        Object in(@Nullable Object row) {
            return row == null ? null : component.get(row);
        }
    }

    /**
     * The attributes whose values differ.
     *
     * @param before null for a new row
     */
    static String between(@Nullable Object before, Object after) {
        return object(json -> {
            for (Attribute attribute : KNOWN.computeIfAbsent(after.getClass(), Payload::attributes)) {
                Object from = attribute.in(before);
                Object to = attribute.in(after);
                if (!isSame(attribute, from, to)) {
                    change(attribute.name(), attribute.as(), from, to, json);
                }
            }
        });
    }

    static String ofSecret(String attribute, boolean before, boolean after) {
        return object(
                json -> change(attribute, Audited.As.SECRET, before ? SECRET : null, after ? SECRET : null, json));
    }

    @FunctionalInterface
    private interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String object(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    private static List<Attribute> attributes(Class<?> row) {
        BeanIntrospection<Object> introspection = BeanIntrospection.getIntrospection((Class<Object>) row);
        return Stream.of(introspection.getConstructorArguments())
                .filter(component -> component.isAnnotationPresent(Audited.class))
                .map(component -> new Attribute(
                        component
                                .getAnnotationMetadata()
                                .stringValue(Audited.class)
                                .filter(name -> !name.isEmpty())
                                .orElseGet(() -> snakeCase(component.getName())),
                        component
                                .getAnnotationMetadata()
                                .enumValue(Audited.class, "as", Audited.As.class)
                                .orElse(Audited.As.VALUE),
                        introspection.getRequiredProperty(component.getName(), Object.class)))
                .toList();
    }

    private static String snakeCase(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static boolean isSame(Attribute attribute, @Nullable Object from, @Nullable Object to) {
        return Objects.equals(from, to)
                || from instanceof byte[] bytes && to instanceof byte[] others && Arrays.equals(bytes, others)
                || attribute.as() == Audited.As.JSON && from != null && to != null && isSameJson(from, to);
    }

    /** MySQL sorts the members and changes white space. */
    private static boolean isSameJson(Object from, Object to) {
        try {
            return READER.readTree((String) from).equals(READER.readTree((String) to));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void change(
            String attribute, Audited.As as, @Nullable Object from, @Nullable Object to, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart(attribute);
        json.writeFieldName("from");
        write(as, from, json);
        json.writeFieldName("to");
        write(as, to, json);
        json.writeEndObject();
    }

    private static void write(Audited.As as, @Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (as == Audited.As.SECRET) {
            json.writeString(SECRET);
        } else if (as == Audited.As.JSON) {
            json.writeRawValue((String) value);
        } else if (value instanceof Instant time) {
            json.writeString(TIME.format(time));
        } else {
            json.writeString((String) value);
        }
    }
}
