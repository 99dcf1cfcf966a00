package org.passwordresets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.LogCapture;
import org.passwordresets.support.Settings;

/** A misspelled setting does nothing, so it must not be passed over. */
class ConfigurationCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate-limits.liv",
                "rate-limits.live.burst",
                "auth.singing-key",
                "auth.applications.shop.client-secert",
                "password-resets.token.lifetime",
                "api.baseurl",
                "docs.enable",
                "network.trusted-proxy",
                "passwords.length"
            })
    void aMisspelledKeyStopsTheStart(String key) {
        assertThat(Settings.refusal(Map.of(key, "1"))).isEqualTo("There is no setting " + key + "; check its spelling");
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITS_LIV, RATE_LIMITS_LIVE",
        "RATE_LIMIT_LIVE, RATE_LIMITS_LIVE",
        "PASSWORD_RESET_TOKEN_LIFETIME, PASSWORD_RESETS_TOKEN_LIFETIME",
        "RATE_LIMITS_TEST_BRUST, RATE_LIMITS_TEST_BURST",
        "AUTH_ISUER, AUTH_ISSUER",
        "API_BASEURL, API_BASE_URL",
        "PASSWORD_RESETS_TOKENS_LIFETIME, PASSWORD_RESETS_TOKEN_LIFETIME",
        "DOCS_ENABLE, DOCS_ENABLED",
        "AUTH_APPLICATIONS_SHOP_CLIENT_SECERT, AUTH_APPLICATIONS_<NAME>_CLIENT_SECRET",
    })
    void aVariableThatLooksMisspelledStopsTheStart(String variable, String meant) {
        assertThat(Settings.refusal(Map.of(variable, "1")))
                .isEqualTo("There is no setting " + variable + "; did you mean " + meant + "?");
    }

    /** Kubernetes sets such variables for each service; a platform may use the same first word as we do. */
    @Test
    void aVariableOfSomebodyElseIsWarnedOf() {
        Map<String, Object> variables = Map.of(
                "PASSWORD_RESETS_SERVICE_HOST", "10.0.0.1",
                "PASSWORD_RESETS_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                "API_KEY", "secret of somebody else");
        try (LogCapture log = new LogCapture()) {
            assertThat(Settings.refusal(variables)).isEmpty();
            assertThat(log.text())
                    .contains("These environment variables are not settings of this server:"
                            + " API_KEY, PASSWORD_RESETS_PORT_8080_TCP, PASSWORD_RESETS_SERVICE_HOST")
                    .doesNotContain("secret of somebody else");
        }
    }

    @Test
    void otherSpellingsOfAKeyAreTheFrameworksMatter() {
        assertThat(Settings.refusal(Map.of("rateLimits.liveBurst", "1", "network.trusted-proxies[0]", "10.0.0.1")))
                .isEmpty();
    }
}
