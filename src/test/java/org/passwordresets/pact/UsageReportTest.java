package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.PactSpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.docs.DocsGenerator;

/** What {@code make pact-report} and the docs say of pacts of several versions, and of messages. */
class UsageReportTest {
    private static final String MESSAGES = """
            {"consumer": {"name": "mailer"}, "messages": [{"description": "a reset was completed"}],
             "metadata": {"pactSpecification": {"version": "3.0.0"}}}""";

    @TempDir
    Path directory;

    @TempDir
    Path pages;

    @Test
    void countsMessagesApart() throws Exception {
        write(
                "sample",
                SamplePact.in(PactSpecVersion.V2, SamplePact.with("another reference"))
                        .toString());
        write("mailer", MESSAGES);

        assertThat(report())
                .startsWith("""
                        1 interaction of sample
                        1 message not verified here, and not counted below:
                          mailer, "a reset was completed"
                        """)
                .contains("Attributes in requests     1 of")
                .contains("Attributes in responses    2 of");
        DocsGenerator.main(new String[] {"openapi", directory.toString(), pages.toString()});
        assertThat(Files.readString(pages.resolve("usage.html")))
                .contains("0 interactions, 1 message not verified here")
                .contains("<li>a reset was completed: a message, not verified here</li>");
    }

    @Test
    void namesNobodyWhereThereIsNobody() {
        assertThat(report()).startsWith("0 interactions\n");
    }

    private void write(String name, String pact) throws Exception {
        Files.writeString(directory.resolve(name + ".json"), pact);
    }

    private String report() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            UsageReport.main(new String[] {"openapi", directory.toString(), "usage.html"});
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
