package org.passwordresets.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody saves files while {@code make dev} runs; the build and both servers are small shell commands that tell of themselves. */
class DevTest {
    @TempDir
    private Path root;

    private Dev dev;

    @BeforeEach
    void start() throws IOException {
        for (String folder : List.of("openapi", "src/main", "target/classes")) {
            Files.createDirectories(root.resolve(folder));
        }
        write("pom.xml", "<project/>");
        write("openapi/openapi.yaml", "info: {version: 1}");
        write("target/classes/version", "1\n");
        dev = new Dev(
                root,
                List.of(
                        "sh",
                        "-c",
                        "! grep -q broken %1$s/openapi/openapi.yaml && echo 2 > %1$s/target/classes/version"
                                .formatted(root)),
                List.of("sh", "-c", "cat CLASSES/version >> %s/served; exec sleep 600".formatted(root)),
                List.of("sh", "-c", "echo stub >> %s/stubbed; exec sleep 600".formatted(root)));
        awaitText("served", "1\n");
    }

    @AfterEach
    void stop() {
        dev.close();
    }

    @Test
    void servesWhatWasBuiltAfterASave() throws Exception {
        dev.look();
        assertThat(read("served")).as("Nothing was saved").isEqualTo("1\n");

        write("openapi/openapi.yaml", "info: {version: 22}");
        dev.look();
        awaitText("served", "1\n2\n");
        assertThat(read("stubbed")).as("The stub goes on").isEqualTo("stub\n");
    }

    @Test
    void keepsTheServerThatRunsWhereTheBuildFails() throws Exception {
        write("openapi/openapi.yaml", "broken");
        dev.look();
        assertThat(read("served")).isEqualTo("1\n");

        write("openapi/openapi.yaml", "mended now");
        dev.look();
        awaitText("served", "1\n2\n");
    }

    @Test
    void followsWhatIsMadeAndDeletedButNotWhatAnEditorKeeps() throws Exception {
        write("openapi/.openapi.yaml.swp", "");
        dev.look();
        assertThat(read("served")).isEqualTo("1\n");

        write("src/main/New.java", "class New {}");
        dev.look();
        awaitText("served", "1\n2\n");

        Files.delete(root.resolve("src/main/New.java"));
        dev.look();
        awaitText("served", "1\n2\n2\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    private String read(String file) throws IOException {
        return Files.exists(root.resolve(file)) ? Files.readString(root.resolve(file)) : "";
    }

    private void awaitText(String file, String text) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(read(file)).isEqualTo(text));
    }
}
