package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium with one page, spoken to by its DevTools protocol; it keeps what the page asks for and complains of. */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;
    private static final int PHONE = 600;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> responses = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Messages())
                .join();
        List.of("Page.enable", "Network.enable", "Runtime.enable", "Log.enable")
                .forEach(domain -> call(domain, Map.of()));
    }

    /** The program, where this machine has one. */
    public static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it, with a profile of its own: two browsers share nothing. */
    public static Browser start(Path program, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        return new Browser(process, page(address(process)));
    }

    private static URI address(Process process) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("DevTools listening on ws://")) {
                return URI.create(line.substring("DevTools listening on ".length()));
            }
        }
        throw new IOException("The browser did not start");
    }

    private static URI page(URI browser) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://%s/json/list".formatted(browser.getAuthority())))
                .build();
        String pages = HttpClient.newHttpClient()
                .send(list, HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode page : JSON.readTree(pages)) {
            if (page.path("type").asText().equals("page")) {
                return URI.create(page.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("The browser has no page: " + pages);
    }

    /** From now on pages are as wide as that, on a phone if it is narrow. */
    public void resize(int width) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", width < PHONE));
    }

    /** The system's colours are {@code light} or {@code dark}. */
    public void colour(String colours) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    /** Lays the page out for a printer, or for the screen again. */
    public void print(boolean isPrinted) {
        call("Emulation.setEmulatedMedia", Map.of("media", isPrinted ? "print" : ""));
    }

    /** Shows a page in the colours {@code light} or {@code dark}, and waits until an expression of JavaScript is true. */
    public void open(URI address, String colours, String ready) {
        colour(colours);
        // An address that differs in its fragment only would not be loaded anew.
        call("Page.navigate", Map.of("url", "about:blank"));
        call("Page.navigate", Map.of("url", address.toString()));
        await(ready);
    }

    /** Waits until an expression of JavaScript is true. */
    public void await(String condition) {
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).untilAsserted(() -> assertThat(
                        evaluate("Boolean(" + condition + ")").asBoolean())
                .as("%s; the page complains: %s", condition, complaints)
                .isTrue());
    }

    /** The value of an expression of JavaScript. */
    public JsonNode evaluate(String expression) {
        return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true))
                .path("result")
                .path("value");
    }

    /** The addresses that were asked for. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** What went to the console as an error, and what was not caught. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = lastId.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        CompletableFuture<JsonNode> response = new CompletableFuture<>();
        responses.put(id, response);
        socket.sendText(message.toString(), true).join();
        return response.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            responses.remove(message.path("id").asInt()).complete(message.path("result"));
            return;
        }
        JsonNode event = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(event.path("request").path("url").asText());
            case "Runtime.exceptionThrown" ->
                complaints.add(event.path("exceptionDetails").toString());
            case "Log.entryAdded" ->
                addComplaint(
                        event.path("entry").path("level"), event.path("entry").path("text"));
            case "Runtime.consoleAPICalled" -> addComplaint(event.path("type"), event.path("args"));
            default -> {}
        }
    }

    private void addComplaint(JsonNode level, JsonNode what) {
        if (level.asText().equals("error")) {
            complaints.add(what.toString());
        }
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> children = new ArrayList<>(process.descendants().toList());
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                String message = text.toString();
                text.setLength(0);
                try {
                    receive(JSON.readTree(message));
                } catch (IOException e) {
                    complaints.add(e.toString());
                }
            }
            webSocket.request(1);
            return null;
        }
    }
}
