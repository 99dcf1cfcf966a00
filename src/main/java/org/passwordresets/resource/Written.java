package org.passwordresets.resource;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanProperty;
import io.micronaut.core.type.Argument;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.passwordresets.json.JsonNullable;
import org.passwordresets.json.JsonText;

/**
 * Copies the attributes that a client wrote into the components of a row with the same names and {@link AsWritten}. An absent
 * attribute changes nothing; null clears it.
 */
public final class Written {
    private static final Map<Types, Written> KNOWN = new ConcurrentHashMap<>();

    private final BeanIntrospection<Object> row;
    private final BeanProperty<Object, Object>[] components;
    private final @Nullable BeanProperty<Object, Object>[] attributes;

    private record Types(Class<?> row, Class<?> attributes) {}

    @SuppressWarnings("unchecked")
    private Written(Types types) {
        this.row = BeanIntrospection.getIntrospection((Class<Object>) types.row());
        BeanIntrospection<Object> written = BeanIntrospection.getIntrospection((Class<Object>) types.attributes());
        this.components = Stream.of(row.getConstructorArguments())
                .map(component -> row.getRequiredProperty(component.getName(), Object.class))
                .toArray(BeanProperty[]::new);
        this.attributes = Stream.of(row.getConstructorArguments())
                .map(component -> attribute(component, written))
                .toArray(BeanProperty[]::new);
    }

    @Nullable
    private static BeanProperty<Object, Object> attribute(Argument<?> component, BeanIntrospection<Object> written) {
        return component.isAnnotationPresent(AsWritten.class)
                ? written.getProperty(component.getName(), Object.class).orElse(null)
                : null;
    }

    /**
     * The row with the attributes copied into it.
     *
     * @param attributes the generated record of the attributes
     */
    @SuppressWarnings("unchecked")
    public static <R> R into(R row, Object attributes) {
        return (R) KNOWN.computeIfAbsent(new Types(row.getClass(), attributes.getClass()), Written::new)
                .copied(row, attributes);
    }

    private Object copied(Object before, Object written) {
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Object value = attributes[i] == null ? null : attributes[i].get(written);
            values[i] = isAbsent(value) ? components[i].get(before) : stored(value);
        }
        return row.instantiate(values);
    }

    private static boolean isAbsent(@Nullable Object value) {
        return value == null || value instanceof JsonNullable<?> member && !member.isPresent();
    }

    @Nullable
    @SuppressWarnings("unchecked")
    private static Object stored(@Nullable Object value) {
        if (value instanceof JsonNullable<?> member) {
            return stored(member.value());
        }
        if (value instanceof JsonText choice) {
            return choice.text();
        }
        return value instanceof Map<?, ?> object ? Metadata.text((Map<String, Object>) object) : value;
    }
}
