package org.passwordresets.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Run by {@code make list-times}: measures what must not become slower as the table grows, and lists that do. */
public final class ListTimes {

    private static final int WARM_UP = 300;
    private static final int TIMED = 200;
    /** For each of warm-up and measurement of one request. */
    private static final long LONGEST_NANOS = 5_000_000_000L;

    /** Such a request takes as long as the server lets it: it has no time of its own. */
    private static final String TOO_EXPENSIVE = "QUERY_TOO_EXPENSIVE";

    private static final String REFUSED = "refused";

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
    private final Map<String, String> medians = new LinkedHashMap<>();
    /** Whether the last request was too expensive. */
    private boolean refused;

    private ListTimes(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Reads the access token from standard input, so that {@code ps} does not show it.
     *
     * @param arguments the server's port, and the file for the Speed page of the docs, if it is to be written
     */
    public static void main(String[] arguments) throws Exception {
        String token = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        ListTimes times = new ListTimes("http://127.0.0.1:" + arguments[0] + "/api/customer_password_resets", token);
        long records = times.run();
        if (arguments.length == 2) {
            times.save(Path.of(arguments[1]), records);
        }
    }

    /** Returns the number of resets before it created some itself. */
    private long run() throws Exception {
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
        return Long.parseLong(found(RECORDS, first));
    }

    /** Replaces the medians for about so many resets in the file. */
    private void save(Path file, long records) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Map<Long, ObjectNode> runs = new TreeMap<>();
        json.readTree(file.toFile())
                .path("runs")
                .forEach(run -> runs.put(run.path("records").asLong(), (ObjectNode) run));
        ObjectNode run = json.createObjectNode().put("records", rounded(records));
        medians.forEach(run.putObject("milliseconds")::put);
        runs.put(rounded(records), run);
        ObjectNode document = json.createObjectNode()
                .put(
                        "conditions",
                        "Medians of up to %d requests, one after the other; Java %d, %d processors"
                                .formatted(
                                        TIMED,
                                        Runtime.version().feature(),
                                        Runtime.getRuntime().availableProcessors()));
        document.putArray("runs").addAll(runs.values());
        json.writeValue(file.toFile(), document);
    }

    /** To one digit, because each run creates some. */
    private static long rounded(long records) {
        long unit = (long) Math.pow(10, Long.toString(records).length() - 1);
        return (records + unit / 2) / unit * unit;
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

    private void time(String name, Sending request) throws Exception {
        nanos(WARM_UP, request);
        long[] nanos = nanos(TIMED, request);
        String median = refused ? REFUSED : String.format(Locale.ROOT, "%.2f", nanos[nanos.length / 2] / 1e6);
        medians.put(name, median);
        System.out.printf("%-28s %8s%n", name, median);
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
        if (response.statusCode() == 429) {
            throw new IllegalStateException("Start the server without limits: RATE_LIMITS_TEST=1000000"
                    + " RATE_LIMITS_TEST_BURST=1000000 make run");
        }
        refused = response.statusCode() == 400 && response.body().contains(TOO_EXPENSIVE);
        if (response.statusCode() / 100 != 2 && !refused) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
