package org.passwordresets.pact;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * A test that was run by a test.
 *
 * @param skipped the names of what was skipped, each with the reason
 * @param output all that anyone could read of it: what was printed, the log among it, and each failure with its causes
 */
record NestedRun(TestExecutionSummary summary, List<String> skipped, String output) {
    private static final String FOLDER = "pact.folder";

    /** With the pacts of another folder. */
    static NestedRun of(Class<?> test, Path pacts) {
        System.setProperty(FOLDER, pacts.toString());
        try {
            return of(test);
        } finally {
            System.clearProperty(FOLDER);
        }
    }

    static NestedRun of(Class<?> test) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        try {
            List<String> skipped = new ArrayList<>();
            TestExecutionSummary summary = run(test, skipped);
            return new NestedRun(summary, skipped, printed.toString(StandardCharsets.UTF_8) + failures(summary));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static TestExecutionSummary run(Class<?> test, List<String> skipped) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .build(),
                        listener,
                        new TestExecutionListener() {
                            @Override
                            public void executionSkipped(TestIdentifier test, String reason) {
                                skipped.add(test.getDisplayName() + ": " + reason);
                            }
                        });
        return listener.getSummary();
    }

    private static String failures(TestExecutionSummary summary) {
        StringWriter text = new StringWriter();
        summary.printFailuresTo(new PrintWriter(text), Integer.MAX_VALUE);
        return text.toString();
    }
}
