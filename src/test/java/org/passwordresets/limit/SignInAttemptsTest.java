package org.passwordresets.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.support.MovableClock;

/** Nobody guesses a password, and nobody locks a customer out. Five failures, ten for an account, fifteen for an address. */
class SignInAttemptsTest {
    private static final Account CUSTOMER = Account.of("AAAAAAAAAA", Mode.TEST, "customer@example.com");
    private static final String HOME = "192.0.2.1";
    private static final String HOTEL = "198.51.100.1";

    private final MovableClock clock = new MovableClock();
    private final SignInAttempts attempts = attempts(true);

    private SignInAttempts attempts(boolean enabled) {
        return new SignInAttempts(
                new SignInConfiguration(Duration.ofMinutes(15), 5, 10, 15, Duration.ofDays(30)),
                new RateLimitConfiguration(
                        enabled,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        200,
                        50,
                        100,
                        25,
                        30,
                        20,
                        Duration.ofHours(1),
                        10,
                        Duration.ofHours(1)),
                null,
                new LocalCounts(clock),
                new LocalCounts(clock));
    }

    private String signIn(Account account, String address, boolean isRight) {
        try {
            return attempts.attempt(account, address, () -> Optional.of("in").filter(name -> isRight))
                    .orElse("wrong");
        } catch (SignInAttempts.Refused refusal) {
            return "refused";
        }
    }

    private String right(String address) {
        return signIn(CUSTOMER, address, true);
    }

    private String wrong(String address) {
        return signIn(CUSTOMER, address, false);
    }

    private void failAtOtherAddresses(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(wrong("203.0.113." + i)).isEqualTo("wrong");
        }
    }

    private void failForOtherAccounts(String address, int times) {
        for (int i = 0; i < times; i++) {
            Account other = Account.of("AAAAAAAAAA", Mode.TEST, i + "@example.com");
            assertThat(signIn(other, address, false)).isEqualTo("wrong");
        }
    }

    @Test
    void refusesTheNextAttemptAfterFiveFailuresFromOneAddress() {
        for (int i = 0; i < 5; i++) {
            assertThat(wrong(HOME)).isEqualTo("wrong");
        }
        assertThat(wrong(HOME)).isEqualTo("refused");
        assertThat(right(HOME)).isEqualTo("refused");
        assertThat(right(HOTEL)).isEqualTo("in");

        clock.forward(Duration.ofMinutes(15));
        assertThat(right(HOME)).isEqualTo("in");
    }

    @Test
    void saysHowLongToWait() {
        for (int i = 0; i < 5; i++) {
            wrong(HOME);
        }
        clock.forward(Duration.ofMinutes(5));
        assertThatThrownBy(() -> attempts.attempt(CUSTOMER, HOME, Optional::empty))
                .isInstanceOfSatisfying(SignInAttempts.Refused.class, refusal -> assertThat(
                                refusal.status().retryAfterSeconds())
                        .isBetween(595L, 600L));
    }

    @Test
    void forgetsTheFailuresOfACustomerWhoSignsIn() {
        for (int i = 0; i < 20; i++) {
            wrong(HOME);
            assertThat(right(HOME)).isEqualTo("in");
        }
    }

    /** Otherwise an attacker with an account of their own would never reach the limit of an address. */
    @Test
    void remembersTheFailuresForOtherAccountsWhenACustomerSignsIn() {
        failForOtherAccounts(HOTEL, 14);
        assertThat(right(HOTEL)).isEqualTo("in");
        failForOtherAccounts(HOTEL, 1);
        assertThat(signIn(Account.of("AAAAAAAAAA", Mode.TEST, "other@example.com"), HOTEL, true))
                .isEqualTo("refused");
    }

    @Test
    void letsTheCustomerInFromAKnownAddressWhileOthersGuess() {
        right(HOME);
        failAtOtherAddresses(30);
        for (int i = 0; i < 4; i++) {
            assertThat(wrong(HOME)).isNotEqualTo("in");
        }
        assertThat(right(HOME)).isEqualTo("in");
    }

    @Test
    void letsTheCustomerInFromANewAddressWhileOthersGuess() {
        failAtOtherAddresses(30);
        assertThat(right(HOTEL)).isEqualTo("in");
        assertThat(wrong(HOTEL)).isEqualTo("wrong");
        assertThat(right(HOTEL)).isEqualTo("in");
    }

    @Test
    void givesEachNewAddressOneAttemptWhileOthersGuess() {
        failAtOtherAddresses(30);
        assertThat(wrong(HOTEL)).isEqualTo("wrong");
        assertThat(right(HOTEL)).isEqualTo("refused");
        assertThat(wrong(HOTEL)).isEqualTo("refused");
    }

    /** Somebody who cannot read the customer's mail cannot complete a reset. */
    @Test
    void letsTheCustomerInWhoHasCompletedAReset() {
        failAtOtherAddresses(30);
        failForOtherAccounts(HOTEL, 15);
        for (int i = 0; i < 6; i++) {
            wrong(HOTEL);
        }
        assertThat(right(HOTEL)).isEqualTo("refused");
        attempts.trust(CUSTOMER, HOTEL);
        assertThat(right(HOTEL)).isEqualTo("in");
    }

    @Test
    void letsTheCustomerInFromAKnownAddressThatOthersGuessFrom() {
        right(HOME);
        failForOtherAccounts(HOME, 15);
        assertThat(right(HOME)).isEqualTo("in");
        assertThat(signIn(Account.of("AAAAAAAAAA", Mode.TEST, "other@example.com"), HOME, true))
                .isEqualTo("refused");

        clock.forward(Duration.ofDays(30));
        failForOtherAccounts(HOME, 15);
        assertThat(right(HOME)).isEqualTo("refused");
    }

    /** Otherwise an attacker who shares the customer's network could find out who has an account. */
    @ParameterizedTest
    @ValueSource(strings = {"customer@example.com", "nobody@example.com"})
    void responsesAreTheSameForAnAccountWithoutACustomer(String email) {
        right(HOME);
        failForOtherAccounts(HOME, 15);
        Account account = Account.of("AAAAAAAAAA", Mode.TEST, email);
        AtomicInteger verified = new AtomicInteger();
        List<String> responses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            try {
                attempts.attempt(account, HOME, () -> {
                    verified.incrementAndGet();
                    return Optional.empty();
                });
                responses.add("wrong");
            } catch (SignInAttempts.Refused refusal) {
                responses.add("refused");
            }
        }
        assertThat(responses).containsOnly("refused");
        assertThat(verified).as("so that the time is the same, too").hasValue(5);
    }

    @Test
    void countsModesAndOrganizationsSeparately() {
        for (int i = 0; i < 6; i++) {
            wrong(HOME);
        }
        assertThat(signIn(Account.of("AAAAAAAAAA", Mode.LIVE, "customer@example.com"), HOME, true))
                .isEqualTo("in");
        assertThat(signIn(Account.of("BBBBBBBBBB", Mode.TEST, "customer@example.com"), HOME, true))
                .isEqualTo("in");
    }

    @Test
    void parallelAttemptsDoNotExceedTheLimit() throws Exception {
        CountDownLatch refused = new CountDownLatch(35);
        AtomicInteger verified = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> {
                    try {
                        attempts.attempt(CUSTOMER, HOME, () -> {
                            verified.incrementAndGet();
                            await(refused);
                            return Optional.empty();
                        });
                    } catch (SignInAttempts.Refused refusal) {
                        refused.countDown();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(verified).hasValue(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void doesNotCountAnAttemptThatTheDatabaseFailed() {
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> attempts.attempt(CUSTOMER, HOME, () -> {
                        throw new IllegalStateException("no database");
                    }))
                    .hasMessage("no database");
        }
        assertThat(right(HOME)).isEqualTo("in");
    }

    @Test
    void refusesNothingIfLimitsAreOff() {
        SignInAttempts unlimited = attempts(false);
        for (int i = 0; i < 100; i++) {
            assertThat(unlimited.attempt(CUSTOMER, HOME, Optional::empty)).isEmpty();
        }
        assertThat(unlimited.attempt(CUSTOMER, HOME, () -> Optional.of("in"))).contains("in");
    }
}
