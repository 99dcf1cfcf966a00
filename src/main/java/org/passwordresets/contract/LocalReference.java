package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URI;

/** A {@code $ref} within one document, such as {@code #/components/schemas/Pet}. */
public final class LocalReference {
    private LocalReference() {}

    /** Where it leads: nowhere if it is not a pointer. Some tools percent-encode pointers. */
    public static JsonPointer pointer(String reference) {
        String fragment = reference.substring(reference.indexOf('#') + 1);
        try {
            return JsonPointer.compile(
                    fragment.indexOf('%') < 0
                            ? fragment
                            : URI.create("#" + fragment).getFragment());
        } catch (IllegalArgumentException e) {
            return JsonPointer.compile("/" + fragment.replace("/", "~1"));
        }
    }
}
