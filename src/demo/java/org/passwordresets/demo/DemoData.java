package org.passwordresets.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The customer whose password new users can reset, in both modes. Created through the API, as by any back end. */
final class DemoData {

    static final String EMAIL = "john@example.com";

    private static final String CUSTOMER =
            "{\"data\":{\"type\":\"customers\",\"attributes\":{\"email\":\"" + EMAIL + "\"}}}";
    private static final int CREATED = 201;
    /** The customer exists from an earlier start. */
    private static final int TAKEN = 422;

    private DemoData() {}

    static void addTo(URI server, List<DemoApplication> applications) throws IOException, InterruptedException {
        for (DemoApplication application : applications) {
            if (application.isIntegration()) {
                addCustomer(server, application.token(server));
            }
        }
    }

    private static void addCustomer(URI server, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/customers"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/vnd.api+json")
                .POST(HttpRequest.BodyPublishers.ofString(CUSTOMER))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != CREATED && response.statusCode() != TAKEN) {
            throw new IllegalStateException("The demo's customer could not be created: " + response.body());
        }
    }
}
