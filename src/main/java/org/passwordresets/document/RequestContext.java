package org.passwordresets.document;

import io.micronaut.core.annotation.Nullable;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Operation;

/**
 * What every response needs to know about its request.
 *
 * @param operation the called operation
 * @param caller the application that called it
 * @param path the path of the address, without the query
 * @param traceId 64 hexadecimal digits, unique to the request, shown in the log, in {@code meta} and in errors
 */
public record RequestContext(
        @Nullable Operation operation, @Nullable Caller caller, String path, String traceId) {
    private static final RequestContext OF_CLIENT = new RequestContext(null, null, "", "");

    /** The context of a client, which has no request to respond to. */
    public static RequestContext ofClient() {
        return OF_CLIENT;
    }
}
