package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passwordresets.stub.StubServer;

/** Every command on the Stub page of the docs, pasted as it stands; only the port is another. */
class StubPageOfDocsTest {
    private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");

    @Test
    void itsCommandsDoWhatItSays() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
        try (StubServer stub = new StubServer(Map.of("stub.state", true))) {
            List<String> outputs = commands().stream()
                    .map(commands -> run(commands.replace(
                            "http://127.0.0.1:4010", stub.address().toString())))
                    .toList();

            assertThat(String.join("\n", outputs))
                    .contains("\"record_count\":")
                    .contains("RECORD_NOT_FOUND")
                    .contains("\"reset_token\":")
                    .contains("\"time\":\"2030-01-01T00:00:00.000Z\",\"stopped\":true")
                    .doesNotContain("BAD_REQUEST", "curl:");
            assertThat(outputs.get(outputs.size() - 1)).contains("\"status\":\"422\"", "\"error\":\"expired\"");
        }
    }

    private static List<String> commands() throws IOException {
        return COMMANDS.matcher(Files.readString(Path.of("src/main/resources/docs/stub.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> !block.contains("make ") && !block.contains("java -jar"))
                .toList();
    }

    private static String run(String commands) {
        try {
            Process shell = new ProcessBuilder("bash", "-c", commands).start();
            String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(commands).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
