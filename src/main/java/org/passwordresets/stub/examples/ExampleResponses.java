package org.passwordresets.stub.examples;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Violation;
import org.passwordresets.document.Links;
import org.passwordresets.error.ApiException;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.jsonapi.JsonApi;
import org.passwordresets.policy.CompletionRules;
import org.passwordresets.stub.Journal;
import org.passwordresets.stub.Preferences;

/** Responds with the contract's examples. */
@Singleton
final class ExampleResponses {
    private static final MediaType JSON_API = MediaType.of(JsonApi.MEDIA_TYPE);

    private final Links links;
    /** Cached by the operation itself, not by its id, because a reloaded contract has new operations. */
    private final LoadingCache<Operation, Examples> examples;

    ExampleResponses(Contract contract, Links links) {
        this.links = links;
        this.examples = Caffeine.newBuilder()
                .weakKeys()
                .build(operation -> new Examples(
                        operation,
                        contract.servers(),
                        SupplierUtil.memoized(() -> MadeUpDocument.resourceSchemas(contract.operations()))));
    }

    MutableHttpResponse<?> response(HttpRequest<?> request, CheckedRequest call, Preferences preferences) {
        Examples known = examples.get(call.operation());
        List<String> ids = ids(call.operation(), request.getPath());
        if (!known.requests().canHave(ids)) {
            throw ApiException.notFound(request.getPath().split("/")[2], ids.get(0));
        }
        call.validate(incomplete(call));
        ExampleSelection choice = ExampleSelection.of(call, known, preferences, query(call));
        Journal.note(request, choice.response().name(), choice.reason(), List.of());
        return render(choice.response(), ids, call);
    }

    /** The stub accepts any token, but only together with a password. */
    private static List<Violation> incomplete(CheckedRequest call) {
        return CompletionRules.violations(
                call.mentions(CompletionRules.TOKEN), call.mentions(CompletionRules.PASSWORD), false, null);
    }

    private static Map<String, String> query(CheckedRequest call) {
        Map<String, String> query = new HashMap<>();
        call.query().parameters().forEach((name, values) -> query.put(name, values.get(0)));
        return query;
    }

    private MutableHttpResponse<?> render(Examples.Response example, List<String> ids, CheckedRequest call) {
        String traceId = call.context().traceId();
        MutableHttpResponse<byte[]> response =
                example.status() == call.operation().successStatus()
                        // The same filter as on the server completes a successful response.
                        ? HttpResponse.ok()
                        : HttpResponse.status(example.status(), HttpStatus.getDefaultReason(example.status()));
        example.headers().forEach(response::header);
        if (example.location() != null) {
            response.header(HttpHeaders.LOCATION, text(example.location().render(links.base(), ids, traceId)));
        }
        return example.body().isMissingNode()
                ? response
                : response.contentType(JSON_API).body(example.template().render(links.base(), ids, traceId));
    }

    /** Without the quotation marks. */
    private static String text(byte[] json) {
        return new String(json, 1, json.length - 2, StandardCharsets.UTF_8);
    }

    /** The values of the path parameters in an address. */
    private static List<String> ids(Operation operation, String address) {
        if (operation.path().indexOf('{') < 0) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        String[] names = operation.path().split("/");
        String[] values = address.split("/");
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                ids.add(values[i]);
            }
        }
        return ids;
    }
}
