package org.passwordresets.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a component of a row whose changes go into the audit trail. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Audited {
    /** The attribute's name in the audit trail; by default, the component's in snake case. */
    String value() default "";

    /** What the trail shows. */
    As as() default As.VALUE;

    /** What the trail shows of a component. */
    enum As {
        /** The value. */
        VALUE,
        /** The JSON that the text contains. */
        JSON,
        /** Only that it changed, because it is a secret or comes from one. */
        SECRET
    }
}
