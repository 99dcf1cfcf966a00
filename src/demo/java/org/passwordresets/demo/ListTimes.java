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

/** Run by {@code make list-times}: measures the lists that must not become slower as the table grows. */
public final class ListTimes {

    private static final int WARM_UP = 300;
    private static final int TIMED = 200;
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
        new ListTimes("http://127.0.0.1:" + arguments[0] + "/api/customer_password_resets?", token).run();
    }

    private void run() throws Exception {
        String first = get("");
        String last = get("page[number]=" + found(LAST, first));
        System.out.println(
                found(RECORDS, first) + " resets; median of " + TIMED + " requests, one after the other, in ms");
        time("first page", "");
        time("last page", "page[number]=" + found(LAST, first));
        time("first page, by -reference", "sort=-reference");
        time("by customer e-mail", "filter[q][customer_email_eq]=" + encode(found(EMAIL, last)));
        time("by reference", "filter[q][reference_eq]=" + encode(found(REFERENCE, last)));
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

    private void time(String name, String query) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            get(query);
        }
        long[] nanos = new long[TIMED];
        for (int i = 0; i < TIMED; i++) {
            long start = System.nanoTime();
            get(query);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf("%-26s %8.2f%n", name, nanos[TIMED / 2] / 1e6);
    }

    private String get(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + query.replace("[", "%5B").replace("]", "%5D")))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
