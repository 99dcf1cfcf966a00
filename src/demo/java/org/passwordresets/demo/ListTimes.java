package org.passwordresets.demo;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Run by {@code make list-times}: measures what must not become slower as the table grows, and lists that do. */
public final class ListTimes {

    private static final int WARM_UP = 300;
    private static final int TIMED = 200;
    /** For each of warm-up and measurement of one request. */
    private static final long LONGEST_NANOS = 5_000_000_000L;

    /** Such a request takes as long as the server lets it. */
    private static final String TOO_EXPENSIVE = "QUERY_TOO_EXPENSIVE";

    private static final String CREATE = """
            {"data":{"type":"customer_password_resets","attributes":{"customer_email":"%s"}}}""";
    private static final String COMPLETE = """
            {"data":{"type":"customer_password_resets","id":"%s","attributes":{"customer_password":"%s",\
            "_reset_password_token":"%s"}}}""";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");
    private static final Pattern TOKEN = Pattern.compile("\"reset_password_token\":\"([^\"]*)\"");
    private static final Pattern CREATED_AT = Pattern.compile("\"created_at\":\"([^\"]*)\"");
    private static final Pattern LAST = Pattern.compile("\"last\":\"[^\"]*page%5Bnumber%5D=(\\d+)");
    private static final Pattern RECORDS = Pattern.compile("\"record_count\":(\\d+)");
    private static final Pattern EMAIL = Pattern.compile("\"customer_email\":\"([^\"]*)\"");
    private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    private ListTimes(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Reads the access token from standard input, so that {@code ps} does not show it.
     *
     * @param arguments the server's port
     */
    public static void main(String[] arguments) throws Exception {
        String token = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        new ListTimes("http://127.0.0.1:" + arguments[0] + "/api/customer_password_resets", token).run();
    }

    private void run() throws Exception {
        String first = get("");
        int pages = Integer.parseInt(found(LAST, first));
        String email = found(EMAIL, first);
        String created = create(email);
        System.out.println(
                found(RECORDS, first) + " resets; median of up to " + TIMED + " requests, one after the other, in ms");
        time("first page", "");
        time("middle page", "page[number]=" + Math.max(1, pages / 2));
        time("last page", "page[number]=" + pages);
        time("first page, by -reference", "sort=-reference");
        time("by customer e-mail", "filter[q][customer_email_eq]=" + encode(email));
        time("by reference", "filter[q][reference_eq]=" + encode(found(REFERENCE, first)));
        time("by token", "filter[q][reset_password_token_eq]=" + encode(found(TOKEN, created)));
        time("by date", "filter[q][created_at_gteq]=" + encode(found(CREATED_AT, created)));
        time("with an event completed", "filter[q][events_name_eq]=customer_password_resets.complete");
        time("by GET of its id", () -> send("/" + found(ID, created), "GET", ""));
        time("create", () -> create(email));
        time("create and complete", () -> complete(create(email)));
        time("by a part of a reference", "filter[q][reference_cont]=TICKET-aB");
        time("by origin, then latest", "sort=reference_origin,-created_at");
    }

    private String create(String email) throws Exception {
        return send("", "POST", CREATE.formatted(email));
    }

    private String complete(String reset) throws Exception {
        String id = found(ID, reset);
        return send("/" + id, "PATCH", COMPLETE.formatted(id, "a-long-new-password", found(TOKEN, reset)));
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("Load some resets first: make load");
        }
        return matcher.group(1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Sending {
        String once() throws Exception;
    }

    private void time(String name, String query) throws Exception {
        time(name, () -> get(query));
    }

    private static void time(String name, Sending request) throws Exception {
        nanos(WARM_UP, request);
        long[] nanos = nanos(TIMED, request);
        System.out.printf("%-28s %8.2f%n", name, nanos[nanos.length / 2] / 1e6);
    }

    /** The times of so many requests, sorted; of fewer, if they take too long. */
    private static long[] nanos(int count, Sending request) throws Exception {
        long end = System.nanoTime() + LONGEST_NANOS;
        long[] nanos = new long[count];
        int timed = 0;
        do {
            long start = System.nanoTime();
            request.once();
            nanos[timed++] = System.nanoTime() - start;
        } while (timed < count && System.nanoTime() < end);
        long[] sorted = Arrays.copyOf(nanos, timed);
        Arrays.sort(sorted);
        return sorted;
    }

    private String get(String query) throws Exception {
        return send("?" + query.replace("[", "%5B").replace("]", "%5D"), "GET", "");
    }

    private String send(String address, String method, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + address))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/vnd.api+json")
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2 && !response.body().contains(TOO_EXPENSIVE)) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
