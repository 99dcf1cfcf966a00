package org.passwordresets.query;

import io.micronaut.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Parameter;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;

/** Reads an operation's own parameters, in the query and in headers. {@link QueryReader} reads those of JSON:API. */
public final class ParameterReader {
    private ParameterReader() {}

    /**
     * The values from the request, or the contract's defaults.
     *
     * @param query the query parameters, decoded
     * @throws ApiException a 400 that names the parameter or header that is missing or invalid
     */
    public static Map<Parameter, Object> read(
            Operation operation, Map<String, List<String>> query, HttpHeaders headers) {
        if (operation.ordinaryParameters().isEmpty()) {
            return Map.of();
        }
        Map<Parameter, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : operation.ordinaryParameters()) {
            List<String> texts = parameter.in().equals("query")
                    ? query.getOrDefault(parameter.name(), List.of())
                    : headers.getAll(parameter.name());
            Object value = value(parameter, texts);
            if (value != null) {
                values.put(parameter, value);
            }
        }
        return values;
    }

    static Object value(Parameter parameter, List<String> texts) {
        if (texts.isEmpty() && parameter.isRequired()) {
            throw refused(parameter, ErrorCode.PARAM_MISSING, "This operation requires it.");
        }
        if (texts.size() > 1 && !parameter.isRepeatable()) {
            throw refused(parameter, ErrorCode.PARAM_NOT_ALLOWED, "It can occur only once.");
        }
        try {
            return parameter.read(texts);
        } catch (IllegalArgumentException e) {
            throw refused(parameter, ErrorCode.BAD_REQUEST, e.getMessage());
        }
    }

    private static ApiException refused(Parameter parameter, ErrorCode code, String detail) {
        return new ApiException(
                parameter.in().equals("query")
                        ? new Problem.BadParameter(code, parameter.name(), detail)
                        : new Problem.BadHeader(code, parameter.name(), detail));
    }
}
