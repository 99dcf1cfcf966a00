package org.passwordresets.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that {@code wrk} repeats.
 *
 * @param script the Lua script that defines the request and prints the result in one line
 */
record Wrk(Path script, String path) {
    static final int CONNECTIONS = 32;
    static final Duration WARM_UP = Duration.ofSeconds(15);
    static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Pattern LINE = Pattern.compile("result (\\d+) (\\d+) (\\d+) ([\\d.]+) ([\\d.]+)");

    /** @param failed responses without success, and broken connections */
    record Result(long requests, double perSecond, double medianMilliseconds, double p99Milliseconds, long failed) {}

    static Wrk of(Path folder, String method, String path, String body) throws IOException {
        return of(folder.resolve(method + ".lua"), "any", method, path, body);
    }

    /**
     * A request with this token.
     *
     * @param body {@code %d} in it stands for a random number below {@link BenchRows#CUSTOMERS}
     */
    static Wrk of(Path script, String token, String method, String path, String body) throws IOException {
        Files.writeString(script, """
                wrk.method = "%s"
                wrk.headers["Authorization"] = "Bearer %s"
                wrk.headers["Accept"] = "application/vnd.api+json"
                wrk.headers["Content-Type"] = "application/vnd.api+json"
                wrk.body = [[%s]]
                if wrk.body:find("%%d", 1, true) then
                  local body = wrk.body
                  request = function() return wrk.format(nil, nil, nil, body:format(math.random(0, %d))) end
                end
                function done(summary, latency)
                  local e = summary.errors
                  print(string.format("result %%d %%d %%d %%f %%f", summary.requests, summary.duration,
                    e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
                end
                """.formatted(method, token, body, BenchRows.CUSTOMERS - 1));
        return new Wrk(script, path);
    }

    Result run(int port, Duration duration) throws IOException, InterruptedException {
        return run(port, CONNECTIONS, duration);
    }

    Result run(int port, int connections, Duration duration) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + duration.toSeconds() + "s",
                        "-s" + script,
                        "http://127.0.0.1:" + port + path)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher result = LINE.matcher(output);
        if (!result.find()) {
            throw new IllegalStateException("wrk says: " + output);
        }
        long requests = Long.parseLong(result.group(1));
        return new Result(
                requests,
                requests * 1e6 / Long.parseLong(result.group(2)),
                Double.parseDouble(result.group(4)) / 1000,
                Double.parseDouble(result.group(5)) / 1000,
                Long.parseLong(result.group(3)));
    }
}
