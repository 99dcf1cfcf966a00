package org.passwordresets.pact;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints how {@code make pact} goes, an interaction that is not kept but once, and in the end what was not verified. */
final class PactReport implements TestExecutionListener {
    private static final int MAX_FAILURE_LENGTH = 10;

    private final PrintStream console;
    private final Set<String> messages = new LinkedHashSet<>();
    private final Map<String, Set<String>> unkept = new LinkedHashMap<>();
    private String part;
    private int succeeded;
    private int failed;
    private boolean isWell = true;

    PactReport(PrintStream console) {
        this.console = console;
    }

    void begin(String part) {
        this.part = part;
        succeeded = 0;
        failed = 0;
    }

    /** Of what had no tests, as the broker's part without a broker, there is nothing to say. */
    void endPart() {
        if (succeeded + failed > 0) {
            console.printf("%-6s %4d  %s%n", failed == 0 ? "ok" : "FAILED", failed == 0 ? succeeded : failed, part);
        }
    }

    /** Whether all went well. */
    boolean end() {
        unkept.forEach((interaction, providers) -> {
            if (providers.size() > 1) {
                console.printf("%s, fails with %s%n", interaction, String.join(", ", providers));
            }
        });
        if (!messages.isEmpty()) {
            console.printf(
                    "%d message%s not verified here: %s%n",
                    messages.size(),
                    messages.size() == 1 ? "" : "s",
                    messages.stream().collect(Collectors.joining("; ")));
        }
        return isWell;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (reason.contains(HttpInteractions.NOT_VERIFIED)) {
            messages.add(test.getDisplayName());
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs().values().forEach(console::println);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            console.printf(
                    "skipped    %s: %s%n",
                    part, result.getThrowable().map(Throwable::getMessage).orElse(""));
        } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failed++;
            isWell = false;
            print(test, result.getThrowable().orElseThrow());
        } else if (test.isTest()) {
            succeeded++;
        }
    }

    private void print(TestIdentifier test, Throwable failure) {
        if (!(failure instanceof Unkept broken)) {
            console.println(test.getDisplayName());
            String.valueOf(failure.getMessage())
                    .lines()
                    .limit(MAX_FAILURE_LENGTH)
                    .forEach(line -> console.println("  " + line));
            failure.printStackTrace();
            return;
        }
        Set<String> providers = unkept.computeIfAbsent(broken.interaction(), name -> new LinkedHashSet<>());
        if (providers.isEmpty()) {
            console.println(broken.getMessage());
        }
        providers.add(broken.provider());
    }
}
