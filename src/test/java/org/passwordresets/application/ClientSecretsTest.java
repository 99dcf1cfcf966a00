package org.passwordresets.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an application authenticates with. */
class ClientSecretsTest {
    @Test
    void anyOfTheSecretsIsRightAndNoOther() {
        ClientSecrets two = ClientSecrets.ofDigests(ClientSecrets.digest("new"), ClientSecrets.digest("old"), null);
        assertThat(two.accept("new")).isTrue();
        assertThat(two.accept("old")).isTrue();
        assertThat(two.accept("newer")).isFalse();
        assertThat(two.accept("")).isFalse();
        assertThat(two.accept(null)).isFalse();
        assertThat(two).hasToString("2 secrets");
    }
}
