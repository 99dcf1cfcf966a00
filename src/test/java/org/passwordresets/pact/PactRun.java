package org.passwordresets.pact;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What {@code make pact} runs, from classes that are compiled already. It prints a line for each part, and what is wrong; the
 * log goes to a file.
 */
public final class PactRun {
    /** The tests in which a consumer that lives here writes its pact, or compares what it has written. */
    static final String CONSUMER = "consumer";

    private static final Path LOG = Path.of("target/pact/run.log");

    private final PactReport report;

    private PactRun(PrintStream console) {
        this.report = new PactReport(console);
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream console = System.out;
        Files.createDirectories(LOG.getParent());
        System.setOut(new PrintStream(Files.newOutputStream(LOG), true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        boolean isWell = areReadable(console) && new PactRun(console).run();
        console.println("The log: " + LOG);
        System.exit(isWell ? 0 : 1);
    }

    /** Otherwise each test would say so. */
    private static boolean areReadable(PrintStream console) {
        try {
            Pacts.in(CommittedPact.DIRECTORY);
            return true;
        } catch (UncheckedIOException e) {
            console.println(e.getMessage());
            return false;
        }
    }

    /** What a consumer expects is accepted, or compared, before it is verified. */
    private boolean run() {
        execute(
                "consumers here expect what is committed",
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectPackage(PactRun.class.getPackageName()))
                        .filters(TagFilter.includeTags(CONSUMER))
                        .build());
        parts().forEach((test, part) -> execute(
                part,
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(test))
                        .build()));
        return report.end();
    }

    private static Map<Class<?>, String> parts() {
        Map<Class<?>, String> parts = new LinkedHashMap<>();
        parts.put(CommittedPactsTest.class, "the pacts fit the contract");
        parts.put(PactCheckTest.class, "what does not fit would be named");
        parts.put(
                ComparatorTest.class,
                "each difference from the comparator's opinion is judged: target/pact/comparator.md");
        parts.put(ProviderStatesTest.class, "the table of the provider states");
        parts.put(StubExceptionTest.class, "the exceptions of the stub");
        parts.put(ProviderTest.class, "the server keeps the pacts");
        parts.put(BrokerProviderTest.class, "the server keeps the broker's pacts");
        parts.put(StatelessStubVerificationTest.class, "make stub keeps them, or says why not");
        parts.put(StatefulStubVerificationTest.class, "make stub STATE=on keeps them, or says why not");
        return parts;
    }

    private void execute(String part, LauncherDiscoveryRequest request) {
        report.begin(part);
        LauncherFactory.create().execute(request, report);
        report.endPart();
    }
}
