package org.passwordresets.stub.state;

import static org.passwordresets.stub.state.ParityTest.Stub.EXAMPLES;
import static org.passwordresets.stub.state.ParityTest.Stub.MEMORY;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A difference between the stub and the server that is meant to be, and why.
 *
 * @param stubs which of them differ
 * @param requests a pattern that is found in their names
 * @param differences a pattern that is found in the words that {@link ParityShapes} has for it
 */
record ParityException(Set<ParityTest.Stub> stubs, Pattern requests, Pattern differences, String reason) {
    private static final Set<ParityTest.Stub> BOTH = Set.of(EXAMPLES, MEMORY);

    static final List<ParityException> ALL = List.of(
            exception(
                    BOTH,
                    "Authorization: bearer garbage$",
                    "^status: 401, but 20[014]$",
                    "Any token is that of an integration, so that nobody needs to get one."),
            exception(
                    BOTH,
                    "^outside of JSON:API",
                    "^(header access-control-.*: only in the stub|header x-ratelimit-.*: only in the server"
                            + "|body /(keys/0/(kid|n)|error_description|errors/0/detail): |details: )",
                    "The stub responds with the examples of OAuth's operations, for any origin and without limits."),
            exception(
                    BOTH,
                    ", (Origin|a preflight)$",
                    "^(status: 204, but 200|header access-control-.*: only in the stub)$",
                    "Pages of any origin may call the stub; the server shares its responses with those in cors.origins."),
            exception(
                    BOTH,
                    "^retrieve(Organization|Application), ",
                    "^body /data/attributes/",
                    "There is the organization and the application of the examples, whatever token asks."),
            exception(
                    Set.of(EXAMPLES),
                    ", the id NoSuchIdXx$",
                    "^status: 404, but 20[04]$",
                    "Any id of the right form is found, as nothing is remembered."),
            exception(
                    Set.of(EXAMPLES),
                    "^list",
                    "^body /(links/next|links/prev|data): (empty )?only in the server$",
                    "A list has the records of its example, whatever its page and filters ask for."),
            exception(
                    Set.of(MEMORY),
                    "",
                    "^body .*/who/application/client_id: \"parity\", but \"anybody\"$",
                    "Any token is accepted, so that there is no client id."),
            exception(
                    Set.of(EXAMPLES),
                    "^(list\\w+EventStores|retrieveEventStore), ",
                    "^body /data(/\\*)?/attributes/payload/",
                    "An example tells of its own change."),
            exception(
                    Set.of(EXAMPLES),
                    "^listCustomerEventStores, page\\[after\\]=",
                    "^status: 400, but 200$",
                    "A list has the records of its example, whatever its cursor."),
            exception(
                    Set.of(EXAMPLES),
                    ", include=",
                    "^body /(included|data(/\\*)?/relationships/\\w+/data): only in the server$",
                    "Only what an example of the operation includes can be included."),
            exception(
                    Set.of(EXAMPLES),
                    "^updateCustomerPasswordReset, the attribute _reset_password_token ",
                    "^status: 422, but 200$",
                    "Any token completes a reset, but for those of the examples that are refused."));

    private static ParityException exception(
            Set<ParityTest.Stub> stubs, String requests, String differences, String reason) {
        return new ParityException(stubs, Pattern.compile(requests), Pattern.compile(differences), reason);
    }

    boolean covers(ParityRequest request, String difference) {
        return requests.matcher(request.name()).find()
                && differences.matcher(difference).find();
    }
}
