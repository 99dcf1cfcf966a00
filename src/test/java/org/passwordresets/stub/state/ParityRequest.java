package org.passwordresets.stub.state;

import io.micronaut.core.annotation.Nullable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;

/**
 * A request that goes to the server and to the stub alike. It names records as the contract's examples do; {@link ParityWorld}
 * puts those in that are there.
 *
 * @param name what it tries
 * @param path as it is sent
 * @param query names and values, neither of them encoded yet
 * @param headers instead of the usual ones; null takes one away
 * @param body null where there is none
 */
record ParityRequest(
        String name,
        String method,
        String path,
        List<Map.Entry<String, String>> query,
        Map<String, String> headers,
        @Nullable String body) {

    static ParityRequest of(String name, String method, String path, @Nullable String body) {
        return new ParityRequest(name, method, path, List.of(), Map.of(), body);
    }

    ParityRequest named(String suffix) {
        return new ParityRequest(name + ", " + suffix, method, path, query, headers, body);
    }

    ParityRequest at(String other) {
        return new ParityRequest(name, method, other, query, headers, body);
    }

    ParityRequest by(String otherMethod, @Nullable String otherBody) {
        return new ParityRequest(name, otherMethod, path, query, headers, otherBody);
    }

    ParityRequest saying(String otherBody) {
        return new ParityRequest(name, method, path, query, headers, otherBody);
    }

    ParityRequest asking(String parameter, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(query);
        more.add(Map.entry(parameter, value));
        return new ParityRequest(name, method, path, more, headers, body);
    }

    /** With that header instead of the usual one; null takes it away. */
    ParityRequest with(String header, @Nullable String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ParityRequest(name, method, path, query, more, body);
    }

    Response send(Client usual, ParityWorld world) {
        Client client = usual;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            client = client.header(header.getKey(), header.getValue());
        }
        StringBuilder address = new StringBuilder(world.here(path));
        char separator = '?';
        for (Map.Entry<String, String> parameter : query) {
            address.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(world.here(parameter.getValue())));
            separator = '&';
        }
        return client.send(method, address.toString(), body == null ? null : world.here(bodyFor(world)));
    }

    /** Whoever is to be created is not there yet, unless that is the point. */
    private String bodyFor(ParityWorld world) {
        boolean creates = method.equals("POST")
                && path.equals("/api/customers")
                && !name.contains("taken")
                && !name.equals("the world");
        return creates && !world.isOfExamples()
                ? body.replace("\"john@", "\"new@").replace("\"jane@", "\"new@")
                : body;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
