package org.passwordresets.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All measurements of one run, as a table that grows line by line and as JSON for the Speed page of the docs. */
final class Measurements {
    /** The others are compared with it. It is measured first. */
    static final String REFERENCE = "Node";

    private final List<Measurement> all = new ArrayList<>();

    static String heading() {
        return "| request | connections | to | requests/s | × Node | p50 ms | p99 ms | CPU µs/request | database CPU µs | failed |\n"
                + "|---|---|---|---|---|---|---|---|---|---|\n";
    }

    /** Adds a measurement and returns its line. */
    String add(Measurement one) {
        all.add(one);
        return "| %s | %d | %s | %,.0f | %s | %.2f | %.2f | %.0f | %.0f | %d |%n"
                .formatted(
                        one.work(),
                        one.connections(),
                        one.to(),
                        one.perSecond(),
                        ratio(one),
                        one.medianMilliseconds(),
                        one.p99Milliseconds(),
                        one.cpuMicros(),
                        one.databaseCpuMicros(),
                        one.failed());
    }

    private String ratio(Measurement one) {
        return all.stream()
                .filter(other -> other.to().equals(REFERENCE))
                .filter(other -> other.work().equals(one.work()) && other.connections() == one.connections())
                .findFirst()
                .map(reference -> String.format(Locale.ROOT, "%.2f", one.perSecond() / reference.perSecond()))
                .orElse("–");
    }

    /** @param conditions what they depend on, in one sentence */
    void save(Path file, String conditions) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode document = json.createObjectNode().put("conditions", conditions);
        all.forEach(one -> document.withArray("measurements").add(rounded(one, json)));
        json.writeValue(file.toFile(), document);
    }

    /** With as many digits as mean something. */
    private ObjectNode rounded(Measurement one, ObjectMapper json) {
        return json.createObjectNode()
                .put("work", one.work())
                .put("connections", one.connections())
                .put("to", one.to())
                .put("perSecond", Math.round(one.perSecond()))
                .put("ratio", ratio(one))
                .put("medianMilliseconds", String.format(Locale.ROOT, "%.2f", one.medianMilliseconds()))
                .put("p99Milliseconds", String.format(Locale.ROOT, "%.2f", one.p99Milliseconds()))
                .put("cpuMicros", Math.round(one.cpuMicros()))
                .put("databaseCpuMicros", Math.round(one.databaseCpuMicros()))
                .put("failed", one.failed());
    }
}
