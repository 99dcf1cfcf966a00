package org.passwordresets.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.type.Argument;
import java.util.Map;
import java.util.stream.Stream;

/** Builds a generated type from its members by name; members that are not given are null. */
final class GeneratedRecord<T> {
    private final BeanIntrospection<T> introspection;
    private final String[] members;

    GeneratedRecord(Class<T> type) {
        this.introspection = BeanIntrospection.getIntrospection(type);
        this.members = Stream.of(introspection.getConstructorArguments())
                .map(GeneratedRecord::member)
                .toArray(String[]::new);
    }

    private static String member(Argument<?> component) {
        return component.getAnnotationMetadata().stringValue(JsonProperty.class).orElse(component.getName());
    }

    T of(Map<String, ?> values) {
        Object[] components = new Object[members.length];
        for (int i = 0; i < members.length; i++) {
            components[i] = values.get(members[i]);
        }
        return introspection.instantiate(components);
    }

    /** The type of a member, or of the elements of a list. */
    GeneratedRecord<?> typeOf(String member) {
        for (int i = 0; i < members.length; i++) {
            if (members[i].equals(member)) {
                Argument<?> component = introspection.getConstructorArguments()[i];
                return new GeneratedRecord<>(
                        component.getFirstTypeVariable().map(Argument::getType).orElse((Class) component.getType()));
            }
        }
        return null;
    }

    boolean has(String member) {
        return Stream.of(members).anyMatch(member::equals);
    }
}
