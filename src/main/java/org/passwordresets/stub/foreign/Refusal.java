package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.passwordresets.generated.model.ErrorSource;
import org.passwordresets.stub.Finding;

/** The document does not allow the request. The response is a JSON:API error document. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One error.
     *
     * @param source {@code pointer}, {@code parameter} or {@code header}; empty if no part of the request is wrong
     * @param place the value of that member
     */
    record Reason(String detail, String source, String place) {
        @Nullable
        ErrorSource errorSource() {
            ErrorSource.Builder builder = ErrorSource.builder();
            return switch (source) {
                case "pointer" -> builder.pointer(place).build();
                case "parameter" -> builder.parameter(place).build();
                case "header" -> builder.header(place).build();
                default -> null;
            };
        }
    }

    private final int status;
    private final String title;
    private final transient List<Reason> reasons;
    private final transient Map<String, String> headers;

    private Refusal(int status, String title, List<Reason> reasons, Map<String, String> headers) {
        super(reasons.stream().map(Reason::detail).collect(Collectors.joining(" ")));
        this.status = status;
        this.title = title;
        this.reasons = reasons;
        this.headers = headers;
    }

    static Refusal of(int status, String title, String detail) {
        return of(status, title, detail, Map.of());
    }

    static Refusal of(int status, String title, String detail, Map<String, String> headers) {
        return new Refusal(status, title, List.of(new Reason(detail, "", "")), headers);
    }

    static Refusal at(int status, String source, String place, String detail) {
        return new Refusal(status, "Invalid request", List.of(new Reason(detail, source, place)), Map.of());
    }

    static Refusal of(int status, List<Reason> reasons) {
        return new Refusal(status, "Invalid request", reasons, Map.of());
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** What {@code /__stub} shows. */
    List<Finding> findings() {
        return reasons.stream()
                .map(reason -> Finding.of(title, reason.detail(), reason.errorSource()))
                .toList();
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode errors = document.putArray("errors");
        for (Reason reason : reasons) {
            ObjectNode error = errors.addObject()
                    .put("id", UUID.randomUUID().toString())
                    .put("status", Integer.toString(status))
                    .put("code", title.toLowerCase(java.util.Locale.ROOT).replace(' ', '_'))
                    .put("title", title)
                    .put("detail", reason.detail());
            if (!reason.source().isEmpty()) {
                error.putObject("source").put(reason.source(), reason.place());
            }
        }
        return document;
    }
}
