package org.passwordresets.pact;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a provider state offers to consumers: its line in the table of {@code pact/README.md}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Offers {
    /** What is so, in that state. */
    String text();

    /** The parameters that a pact gives. */
    String[] parameters() default {};

    /** Whether a pact may leave those out. */
    boolean optional() default false;

    /** The values that a pact may put into its requests and responses. */
    String[] values() default {};

    /** Whether it says whose access token is sent. */
    boolean caller() default false;
}
