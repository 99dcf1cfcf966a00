package org.passwordresets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.support.Client;

/** The stub as a consumer team starts it: in an empty folder, from the jar and a contract in one file. */
class StubCommandTest {
    private static final Duration MAX_START = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void servesABundledContractFromAnEmptyFolder() throws Exception {
        Path contract = folder.resolve("contract.json");
        Files.writeString(contract, ContractBundle.packaged().document().toString());
        int port = freePort();
        Process stub = start("stub", "--contract", "contract.json", "--state", "--port=" + port);
        try {
            Client client = Client.plain(URI.create("http://127.0.0.1:" + port))
                    .header("Authorization", "Bearer any")
                    .header("Content-Type", "application/vnd.api+json");
            await().atMost(MAX_START)
                    .ignoreExceptions()
                    .until(() -> client.get("/api/customers").status() == 200);

            Client.Response created = client.create("customers", "{\"email\":\"somebody.new@example.com\"}");
            assertThat(created.status()).isEqualTo(201);
            assertThat(client.get("/api/customers/" + created.id())
                            .attribute("email")
                            .asText())
                    .isEqualTo("somebody.new@example.com");
            assertThat(client.create("customers", "{\"email\":\"\"}").errors())
                    .containsExactly("422 VALIDATION_ERROR /data/attributes/email blank");
            assertThat(outputOf(start("stub", "--port", Integer.toString(port))))
                    .contains("127.0.0.1:" + port + " is taken")
                    .contains("another port with --port (");
        } finally {
            stub.destroy();
            assertThat(stub.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(contract);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--stateful          | stub has no option --stateful. Its options are: --contract FILE, --port NUMBER",
                "--state=yes         | --state has no value: leave out =yes",
                "--contract          | --contract needs a value. The options are: --contract FILE",
                "--contract nope.yaml | --contract nope.yaml: there is no such file or folder",
                "--port abc          | --port abc: it must be a number from 0 to 65535",
                "--port 65536        | --port 65536: it must be a number from 0 to 65535",
                "--port=             | --port needs a value",
                "file.yaml           | stub has no option file.yaml",
            })
    void refusesOptionsThatItDoesNotKnow(String option, String reason) {
        assertThat(catchThrowable(() -> StubCommand.settings(List.of(option.split(" ")))))
                .hasMessageStartingWith(reason);
    }

    @Test
    void saysInOneLineWhyItDoesNotStart() throws Exception {
        String output = outputOf(start("stub", "--contract", "no-such-file.yaml"));

        assertThat(output.lines().filter(line -> !line.contains(" INFO "))).hasSize(1);
        assertThat(output)
                .contains("The stub does not start: --contract no-such-file.yaml: there is no such file or folder");
        assertThat(outputOf(start("stub", "--statefull")))
                .contains("stub has no option --statefull")
                .hasLineCount(1);
    }

    @Test
    void helpsAndRefusesOtherCommands() throws Exception {
        assertThat(outputOf(start("stup")))
                .contains("There is no command stup. Use stub, admin, or help,")
                .hasLineCount(1);
        assertThat(outputOf(start("--help"), 0)).startsWith("java -jar FILE ").contains("--contract FILE");
        for (String asked : List.of("help", "-h", "stub --help", "stub --state help")) {
            assertThat(StubCommand.isCallForHelp(List.of(asked.split(" ")))).isTrue();
        }
        assertThat(StubCommand.isCallForHelp(List.of("--a.setting=1", "help"))).isFalse();
    }

    /** If it fails, each start of make stub takes longer. The option is the one in the Makefile, because a setting may be refused. */
    @Test
    void theTrainingRunReachesItsEnd() throws Exception {
        String training = "-Drehearsal=true";
        assertThat(Files.readString(Path.of("Makefile"))).contains(training + " $(STUB_MAIN)");
        Process run = start(List.of(training, "-Dmicronaut.environments=stub", "-Dmicronaut.server.port=-1"));
        try {
            assertThat(run.waitFor(MAX_START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(outputOf(run, 0)).doesNotContain(" WARN ", " ERROR ");
        } finally {
            run.destroy();
        }
    }

    private Process start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    private Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                Application.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.startsWith("MICRONAUT") || name.startsWith("STUB"));
        return process.start();
    }

    private static String outputOf(Process process) throws IOException, InterruptedException {
        return outputOf(process, 1);
    }

    private static String outputOf(Process process, int exit) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(exit);
        return output;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
