package org.passwordresets.query;

import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.http.FormText;

/**
 * Decodes a query as the URL standard decodes a form: {@code &} separates parameters, {@code +} is a space, and the rest is
 * percent-encoded UTF-8. Anything else is an error: with replacement characters, a filter would find nothing, and the caller
 * would not know why.
 */
public final class QueryText {
    private QueryText() {}

    /**
     * The parameters in their order, each with all its values.
     *
     * @throws ApiException a 400 that names the parameter that cannot be decoded
     */
    static Map<String, List<String>> read(URI address) {
        return read(address.getRawQuery() == null ? "" : address.getRawQuery());
    }

    /** The same for a query or a form. */
    public static Map<String, List<String>> read(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (int start = 0; start < query.length(); ) {
            int end = indexOrEnd(query, '&', start);
            if (end > start) {
                add(query.substring(start, end), parameters);
            }
            start = end + 1;
        }
        return parameters;
    }

    private static void add(String pair, Map<String, List<String>> parameters) {
        int equals = indexOrEnd(pair, '=', 0);
        String rawName = pair.substring(0, equals);
        String name = decoded(rawName, rawName);
        String value = decoded(pair.substring(Math.min(equals + 1, pair.length())), name);
        parameters.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    }

    /** The name of the parameter at an index of a query, for errors; still percent-encoded if it cannot be decoded. */
    static String nameAt(String query, int index) {
        int start = query.lastIndexOf('&', index - 1) + 1;
        String pair = query.substring(start, indexOrEnd(query, '&', start));
        String rawName = pair.substring(0, indexOrEnd(pair, '=', 0));
        try {
            return decoded(rawName, rawName);
        } catch (ApiException e) {
            return rawName;
        }
    }

    private static int indexOrEnd(String text, char c, int from) {
        int index = text.indexOf(c, from);
        return index < 0 ? text.length() : index;
    }

    private static String decoded(String text, String parameter) {
        try {
            return FormText.decode(text);
        } catch (IllegalArgumentException e) {
            throw unreadable(parameter, UnreadableAddress.LONE_PERCENT);
        } catch (CharacterCodingException e) {
            throw unreadable(parameter, "The parameter is not UTF-8. In UTF-8, é is written as %C3%A9.");
        }
    }

    private static ApiException unreadable(String parameter, String detail) {
        return QueryReader.bad(ErrorCode.BAD_REQUEST, parameter, detail);
    }
}
