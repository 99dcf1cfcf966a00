package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What is said of a Pact Broker: each as a system property or in the environment, by the names of {@code pact/README.md}. As
 * long as a test runs that a broker gives its pacts to, Pact's own properties say the same.
 */
final class BrokerSettings implements BeforeAllCallback, AfterAllCallback {
    private static final List<String> PACTS_OWN =
            List.of("pact.provider.version", "pact.provider.branch", "pact.verifier.publishResults");

    /** Whether the pacts are a broker's. A directory that is named goes first. */
    static boolean nameABroker() {
        return setting("pact.folder").isEmpty()
                && !setting("PACT_BROKER_BASE_URL").isEmpty();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setProperty("pact.provider.version", version());
        System.setProperty("pact.provider.branch", branch());
        System.setProperty(
                "pact.verifier.publishResults",
                Boolean.toString(publishes(setting("PACT_PUBLISH_RESULTS"), setting("CI"))));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        PACTS_OWN.forEach(System::clearProperty);
    }

    /** A commit by default, so that the broker's responses are about what was tested. */
    private static String version() {
        return said("PACT_VERSION", "rev-parse", "HEAD");
    }

    private static String branch() {
        return said("PACT_BRANCH", "symbolic-ref", "--short", "--quiet", "HEAD");
    }

    private static String said(String name, String... gitCommand) {
        String value = setting(name).isEmpty() ? git(gitCommand) : setting(name);
        assertThat(value)
                .as("Say %s: git does not tell it here (a CI's checkout is often of a commit, on no branch)", name)
                .isNotEmpty();
        return value;
    }

    /** Results are published by a CI, elsewhere only when that is asked for. */
    static boolean publishes(String asked, String ci) {
        return asked.isEmpty() ? ci.equalsIgnoreCase("true") : asked.equalsIgnoreCase("true");
    }

    private static String setting(String name) {
        return System.getProperty(name, System.getenv().getOrDefault(name, ""));
    }

    /** Empty where git does not know, or is not there. */
    private static String git(String... command) {
        try {
            Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Arrays.stream(command))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
