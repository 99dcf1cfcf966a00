package org.passwordresets.stub;

import io.micronaut.core.annotation.Nullable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passwordresets.contract.ContractPlaces;
import org.passwordresets.contract.Operation;
import org.passwordresets.generated.model.ErrorSource;

/**
 * Something wrong with a request or, for the proxy, with a response.
 *
 * @param text what is wrong
 * @param part the part of the contract that is concerned
 * @param name the JSON pointer of a member, or the name of a parameter or header; empty for the whole part
 */
public record Finding(String text, Part part, String name) {
    /** How messages about a document begin. */
    private static final Pattern POINTER = Pattern.compile("^(/\\S*): ");

    private enum Part {
        OPERATION,
        BODY,
        PARAMETER,
        RESPONSE
    }

    /** About the part of a request that an error names. */
    public static Finding of(String code, String detail, @Nullable ErrorSource source) {
        if (source == null || source.pointer() != null) {
            String pointer = source == null ? "" : source.pointer();
            return new Finding(code + ": " + detail, source == null ? Part.OPERATION : Part.BODY, pointer);
        }
        String name = source.parameter() == null ? source.header() : source.parameter();
        return new Finding("%s %s: %s".formatted(code, name, detail), Part.PARAMETER, name);
    }

    /** About a member of a request's document. */
    public static Finding ofMember(String text, String pointer) {
        return new Finding(text, Part.BODY, pointer);
    }

    /** About a response; the text begins with a JSON pointer if it is about a member of the body. */
    public static Finding ofResponse(String text) {
        Matcher pointer = POINTER.matcher(text);
        return new Finding("Response: " + text, Part.RESPONSE, pointer.find() ? pointer.group(1) : "");
    }

    /** Where the contract defines what is violated. */
    Optional<String> place(Operation operation, int status, ContractPlaces places) {
        return switch (part) {
            case OPERATION -> places.ofOperation(operation);
            case BODY -> places.ofRequest(operation, name);
            case PARAMETER -> places.ofParameter(operation, name);
            case RESPONSE -> places.ofResponse(operation, status, name);
        };
    }
}
