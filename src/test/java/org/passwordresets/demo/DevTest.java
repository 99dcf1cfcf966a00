package org.passwordresets.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.build.Build;
import org.passwordresets.build.BuildFailure;

/** Somebody saves a file while {@code make dev} runs; what is built is a copy of it, and the server serves that. */
class DevTest {
    @TempDir
    private Path root;

    private SavedFiles files;
    private FrontPort front;
    private Dev dev;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(root.resolve("openapi"));
        save("1");
        files = new SavedFiles(List.of(root.resolve("openapi")));
        front = new FrontPort(0);
        dev = new Dev(files, front, this::build, this::server, root.resolve("target"));
        assertThat(dev.replace()).isTrue();
    }

    @AfterEach
    void stop() throws IOException {
        dev.close();
        front.close();
    }

    private Build.Output build(Path folder) throws IOException, BuildFailure {
        Files.createDirectories(folder);
        String text = Files.readString(contract());
        if (text.equals("broken")) {
            throw new BuildFailure("openapi/contract.yaml:1:1: broken");
        }
        Files.writeString(folder.resolve("version"), text);
        return new Build.Output(folder, folder);
    }

    private DevServer server(Build.Output built, int port) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VersionServer.class.getName(),
                Integer.toString(port),
                built.classes().resolve("version").toString());
        return new DevServer(command, Map.of(), port);
    }

    @Test
    void servesWhatWasSavedAndNeverNothing() throws Exception {
        assertThat(served()).isEqualTo("1");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger failures = new AtomicInteger();
        Thread client = new Thread(() -> {
            while (!done.get()) {
                try {
                    served();
                } catch (Exception e) {
                    failures.incrementAndGet();
                }
            }
        });
        client.start();
        try {
            save("2");
            assertThat(dev.replace()).isTrue();
            assertThat(served()).isEqualTo("2");
        } finally {
            done.set(true);
            client.join();
        }
        assertThat(failures).hasValue(0);
    }

    @Test
    void keepsTheServerThatRunsWhileTheBuildFails() throws Exception {
        save("broken");
        assertThat(dev.replace()).isFalse();
        assertThat(served()).isEqualTo("1");

        save("mended");
        assertThat(dev.replace()).isTrue();
        assertThat(served()).isEqualTo("mended");
    }

    @Test
    void keepsTheServerThatRunsWhileAFileIsAbsent() throws Exception {
        Files.delete(contract());
        assertThat(dev.replace()).isFalse();
        assertThat(served()).isEqualTo("1");
    }

    @Test
    void noticesWhatIsSavedMadeAndDeletedButNotWhatAnEditorKeeps() throws Exception {
        assertThat(files.changed()).isFalse();
        Files.writeString(root.resolve("openapi/.contract.yaml.swp"), "");
        assertThat(files.changed()).isFalse();

        save("longer");
        assertThat(files.changed()).isTrue();
        Files.writeString(root.resolve("openapi/new.yaml"), "");
        assertThat(files.changed()).isTrue();
        Files.delete(root.resolve("openapi/new.yaml"));
        assertThat(files.changed()).isTrue();

        Files.createSymbolicLink(root.resolve("openapi/.#contract.yaml"), Path.of("nobody@host.1:2"));
        Files.createSymbolicLink(root.resolve("openapi/dangling.yaml"), Path.of("nobody@host.1:2"));
        Files.createDirectories(root.resolve("openapi/folder.yaml"));
        assertThat(files.changed()).isFalse();
        Files.writeString(root.resolve("openapi/folder.yaml/example.json"), "{}");
        assertThat(files.changed()).isTrue();
    }

    @Test
    void refusesAPortThatIsTaken() {
        assertThatThrownBy(() -> new FrontPort(front.port()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PORT=" + (front.port() + 1));
    }

    private Path contract() {
        return root.resolve("openapi/contract.yaml");
    }

    private void save(String text) throws IOException {
        Files.writeString(contract(), text);
    }

    private String served() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port()))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
