package org.passwordresets.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.WebappRole;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code auth.applications.<name>.*}, their defaults and bounds. */
class ConfiguredApplicationTest {
    private static final String PREFIX = "auth.applications.my-shop.";

    @Test
    void readsTheseKeys() {
        assertThat(applications(application(Map.of())))
                .contains(new ConfiguredApplication(
                        "my-shop", "id", "secret", ApplicationKind.INTEGRATION, null, Mode.LIVE, "xRRkjDFafe", "shop"));
    }

    @Test
    void aSalesChannelAndAWebappMayDoWithoutASecret() {
        for (String kind : List.of("sales_channel", "webapp", "sales-channel")) {
            Map<String, Object> settings = application(Map.of("kind", kind));
            settings.remove(PREFIX + "client-secret");
            assertThat(registered(settings))
                    .allMatch(RegisteredApplication::isPublic)
                    .allMatch(one -> one.accepts(null) && !one.accepts("") && !one.accepts("secret"));
        }
    }

    @Test
    void aWebappWithASecretReadsUnlessItHasAnotherRole() {
        assertThat(registered(application(Map.of("kind", "webapp"))))
                .extracting("role")
                .containsExactly(WebappRole.READ_ONLY);
        assertThat(registered(application(Map.of("kind", "webapp", "role", "support"))))
                .extracting("role")
                .containsExactly(WebappRole.SUPPORT);
        assertThat(registered(application(Map.of()))).extracting("role").containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "client-id         | ``         | is blank; set it or leave it out",
                "client-secret     | ``         | is blank; set it or leave it out",
                "client-secret     | `  `       | is blank; set it or leave it out",
                "kind              | ``         | is blank; set it or leave it out",
                "kind              | admin      | must be integration or sales_channel or webapp",
                "role              | king       | must be read_only or support or admin",
                "role              | admin      | is only for a webapp with a client-secret",
                "mode              | prod       | must be test or live",
                "organization-id   | ``         | is blank; set it or leave it out",
                "organization-id   | 123        | must be 10 ASCII letters, such as xRRkjDFafe",
                "organization-id   | xRRkjDFaf  | must be 10 ASCII letters, such as xRRkjDFafe",
                "organization-id   | xRRkjDFafé | must be 10 ASCII letters, such as xRRkjDFafe",
                "organization-slug | ``         | is blank; set it or leave it out",
            })
    void refusesNonsense(String name, String value, String reason) {
        assertThat(Settings.refusal(application(Map.of(name, value))))
                .isEqualTo(Settings.sentence(PREFIX + name, reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client-id         | is missing",
                "client-secret     | is missing: an integration needs a secret",
                "kind              | is missing: integration, sales_channel or webapp",
                "mode              | is missing: test or live",
                "organization-id   | is missing",
                "organization-slug | is missing",
            })
    void refusesWhatIsMissing(String name, String reason) {
        Map<String, Object> settings = application(Map.of());
        settings.remove(PREFIX + name);
        assertThat(Settings.refusal(settings)).isEqualTo(Settings.sentence(PREFIX + name, reason));
    }

    @Test
    void refusesAClientIdThatIsAnothersToo() {
        Map<String, Object> settings = application(Map.of());
        settings.putAll(application("your-shop", Map.of()));
        assertThat(Settings.refusal(settings))
                .matches(
                        "auth.applications.(my|your)-shop.client-id and auth.applications.(my|your)-shop.client-id are the same");
    }

    @Test
    void readsThemFromTheEnvironment() {
        assertThat(applications(Settings.variables(application("shop", Map.of()))))
                .filteredOn(one -> one.clientId().equals("id"))
                .containsExactly(new ConfiguredApplication(
                        "shop", "id", "secret", ApplicationKind.INTEGRATION, null, Mode.LIVE, "xRRkjDFafe", "shop"));
    }

    /** The framework cannot tell where such a name ends, and would know nothing of the application. */
    @Test
    void refusesANameOfTwoWordsFromTheEnvironmentAlone() {
        assertThat(Settings.refusal(Settings.variables(application(Map.of()))))
                .matches("AUTH_APPLICATIONS_MY_SHOP_[A-Z_]+ has no effect: in the environment, a name must"
                        + " be one word, without _");
    }

    @Test
    void readsOneSettingFromTheEnvironmentAndTheOthersFromAFile() {
        Map<String, Object> settings = application(Map.of());
        settings.remove(PREFIX + "client-secret");
        settings.put("AUTH_APPLICATIONS_MY_SHOP_CLIENT_SECRET", "from the environment");
        assertThat(registered(settings)).singleElement().matches(one -> one.accepts("from the environment"));
        assertThat(applications(settings)).noneMatch(one -> one.name().equals("my"));
    }

    private static Map<String, Object> application(Map<String, Object> changes) {
        return application("my-shop", changes);
    }

    private static Map<String, Object> application(String name, Map<String, Object> changes) {
        Map<String, Object> application = new HashMap<>(Map.of(
                "client-id", "id",
                "client-secret", "secret",
                "kind", "integration",
                "mode", "live",
                "organization-id", "xRRkjDFafe",
                "organization-slug", "shop"));
        application.putAll(changes);
        Map<String, Object> settings = new HashMap<>();
        application.forEach((key, value) -> settings.put("auth.applications." + name + "." + key, value));
        return settings;
    }

    /** That of the shop, as the server uses it. */
    private static List<RegisteredApplication> registered(Map<String, Object> settings) {
        return Settings.read(ConfiguredApplications.class, settings).all().stream()
                .filter(one -> one.name().equals("my-shop"))
                .toList();
    }

    private static Collection<ConfiguredApplication> applications(Map<String, Object> settings) {
        return Settings.readAll(ConfiguredApplication.class, settings);
    }
}
