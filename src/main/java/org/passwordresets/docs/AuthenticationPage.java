package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import org.passwordresets.html.Markdown;

/** The page about access tokens, with the contract's table of errors in it. */
final class AuthenticationPage {
    private static final String ERRORS = "{errors}";

    private AuthenticationPage() {}

    /** @param text the page in Markdown */
    static Pages.Prose of(JsonNode contract, String text) {
        return new Pages.Prose(Markdown.html(text.replace(ERRORS, errors(contract))));
    }

    private static String errors(JsonNode contract) {
        return contract.at("/components/schemas/OAuthErrorCode/x-codes")
                .valueStream()
                .map(code -> "| %d | [`%s`](errors.html#%2$s) | %s |"
                        .formatted(
                                code.path("status").asInt(),
                                code.path("code").asText(),
                                code.path("cause").asText()))
                .collect(Collectors.joining("\n", "| status | `error` | when |\n|---|---|---|\n", ""));
    }
}
