package org.passwordresets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.exceptions.BeanInstantiationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.contract.Contract;
import org.passwordresets.demo.FreePort;

/** What an operator reads when a setting makes no sense: one line that says which, and no stack trace. */
class ApplicationTest {
    private static final int MAX_START_SECONDS = 120;

    @Test
    void aSettingThatMakesNoSenseStopsTheStartWithOneLine() throws Exception {
        String output = start(Map.of(
                "AUTH_SIGNING_KEY", "my-very-secret-key",
                "PASSWORD_RESETS_TOKEN_KEY", "A".repeat(43) + "=",
                "RATE_LIMITS_LIVE", "0"));
        assertThat(output)
                .containsPattern("ERROR +Application - The server does not start: rate-limits.live"
                        + " \\(environment: RATE_LIMITS_LIVE\\) is 0; it must be from 1 to 1000000|ERROR +Application - The server"
                        + " does not start: auth.signing-key \\(environment: AUTH_SIGNING_KEY\\) is not an RSA private key in"
                        + " PKCS#8 PEM form")
                .doesNotContain("\tat ", "my-very-secret-key", "Exception");
        assertThat(output.lines().filter(line -> line.contains("ERROR"))).hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayStopsTheStartWithOneLine() throws Exception {
        String output = start(Map.of(
                "DATASOURCES_DEFAULT_URL",
                "jdbc:mysql://127.0.0.1:" + FreePort.find() + "/app",
                "DATASOURCES_DEFAULT_USERNAME",
                "app",
                "DATASOURCES_DEFAULT_PASSWORD",
                "hunter2",
                "AUTH_SIGNING_KEY",
                signingKey(),
                "PASSWORD_RESETS_TOKEN_KEY",
                "A".repeat(43) + "="));
        assertThat(output).doesNotContain("\tat ", "Exception", "hunter2");
        assertThat(output.lines().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .endsWith(
                        "The server does not start: datasources.default.url (environment: DATASOURCES_DEFAULT_URL) leads"
                                + " to a database that does not accept connections: Communications link failure");
    }

    @Test
    void aPortThatIsTakenOrNoNumberStopsTheStartWithOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(startStub(Integer.toString(taken.getLocalPort())))
                    .isEqualTo(
                            ("The stub does not start: 127.0.0.1:%d is taken: stop what listens there, or choose another"
                                            + " port with --port (MICRONAUT_SERVER_PORT), or in make with PORT (PORT_OF_STUB for the stub of make dev)")
                                    .formatted(taken.getLocalPort()));
        }
        assertThat(startStub("http"))
                .isEqualTo("The stub does not start: micronaut.server.port (environment: MICRONAUT_SERVER_PORT) cannot"
                        + " be read as int");
    }

    @Test
    void aMistakeInTheContractIsOneLine(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("openapi.yaml"), """
                openapi: 3.0.3
                paths:
                  /api/a:
                    get:
                      x-rights: [integration]
                      responses: {'200': {description: ok, content: {application/vnd.api+json: {}}}}
                """);
        Throwable mistake = catchThrowable(() -> Contract.in(directory));
        assertThat(Application.refusal(new BeanInstantiationException("Error instantiating bean", mistake)))
                .contains("the contract is invalid: openapi.yaml:4:5: the operation has no operationId");
    }

    private static String signingKey() throws NoSuchAlgorithmException {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----" + Base64.getEncoder().encodeToString(key) + "-----END PRIVATE KEY-----";
    }

    /** The only error, without its time and logger. */
    private static String startStub(String port) throws IOException, InterruptedException {
        String output = start(Map.of("MICRONAUT_ENVIRONMENTS", "stub", "MICRONAUT_SERVER_PORT", port));
        assertThat(output).doesNotContain("\tat ", "Exception");
        return output.lines()
                .filter(line -> line.contains("ERROR"))
                .map(line -> line.replaceFirst(".* - ", ""))
                .collect(Collectors.joining("\n"));
    }

    private static String start(Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DATASOURCES_"));
        builder.environment().put("MICRONAUT_SERVER_PORT", "-1");
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MAX_START_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return output;
    }
}
