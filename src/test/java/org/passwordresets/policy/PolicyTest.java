package org.passwordresets.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.contract.Email;

/** The rules of resets, which server and stub apply. */
class PolicyTest {
    private static final Instant EXPIRY = Instant.parse("2026-01-01T18:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "false, true,  -1, ACCEPTED,    true",
        "false, true,  0,  EXPIRED,     false",
        "false, false, -1, WRONG,       true",
        "false, false, 0,  WRONG,       false",
        "true,  true,  -1, INVALIDATED, false",
        "true,  false, -1, INVALIDATED, false",
        "true,  true,  0,  INVALIDATED, false"
    })
    void judgesATokenAndShowsItWhileItCanBeUsed(
            boolean invalidated, boolean matches, int millisAfterExpiry, TokenVerdict verdict, boolean shown) {
        TokenState token = new TokenState(invalidated, EXPIRY);
        Instant now = EXPIRY.plusMillis(millisAfterExpiry);

        assertThat(token.verdict(matches, now)).isEqualTo(verdict);
        assertThat(token.isActive(now)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "false, false, false, -,           ''",
                "false, false, true,  -,           customer_password blank _reset_password_token blank",
                "true,  false, false, ACCEPTED,    customer_password blank",
                "true,  false, false, WRONG,       customer_password blank _reset_password_token invalid",
                "false, true,  false, -,           _reset_password_token blank",
                "true,  true,  true,  ACCEPTED,    ''",
                "true,  true,  false, EXPIRED,     _reset_password_token expired",
                "true,  true,  false, INVALIDATED, _reset_password_token invalid",
                "true,  true,  false, -,           ''"
            })
    void asksForTokenAndPasswordTogether(
            boolean hasToken, boolean hasPassword, boolean required, TokenVerdict verdict, String violations) {
        assertThat(CompletionRules.violations(hasToken, hasPassword, required, verdict).stream()
                        .map(violation -> violation.pointer().replace("/data/attributes/", "") + " "
                                + violation.code().text())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(violations);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                 false, false, false, false",
                "JOHN@example.com,  false, false, false, false",
                "jane@example.com,  false, false, true,  false",
                "-,                 true,  false, true,  true",
                "-,                 true,  true,  true,  false",
                "jane@example.com,  true,  false, true,  true"
            })
    void invalidatesWhatCouldOpenTheAccountByTheWayItWas(
            String to, boolean setsPassword, boolean hadPassword, boolean invalidates, boolean createsPassword) {
        AccountChange change = AccountChange.of(
                Email.of("john@example.com"), to == null ? null : Email.of(to), setsPassword, hadPassword);

        assertThat(change.invalidatesResets()).isEqualTo(invalidates);
        assertThat(change.createsPassword()).isEqualTo(createsPassword);
    }

    @Test
    void aCompletionIsAChangeOfThePasswordAlone() {
        assertThat(AccountChange.password(false)).isEqualTo(new AccountChange(false, true, true));
        assertThat(AccountChange.password(true).createsPassword()).isFalse();
    }
}
