package org.passwordresets.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.support.Settings;

/** Which passwords are too common, and the settings that change that. */
class CommonPasswordsTest {
    @TempDir
    private Path directory;

    private static boolean refuses(CommonPasswordConfiguration configuration, String password) {
        return new CommonPasswords(configuration)
                .violations("password", password)
                .equals(List.of(Violation.of("password", ValidationCode.TOO_COMMON)));
    }

    @ParameterizedTest
    @CsvSource({
        "password1, true",
        "PassWord1, true",
        "qwertyuiop, true",
        "1234567890, true",
        "correct horse battery, false",
        "'password1 ', false",
        ", false"
    })
    void theBuiltInListHasTheMostCommonOnes(String password, boolean isRefused) {
        assertThat(refuses(new CommonPasswordConfiguration(true, null), password))
                .isEqualTo(isRefused);
        assertThat(refuses(new CommonPasswordConfiguration(false, null), password))
                .isFalse();
    }

    @Test
    void anOwnListReplacesIt() throws IOException {
        Path list = Files.writeString(directory.resolve("list.txt"), "acme-shop\ncafe\u0301 cre\u0300me\n");
        CommonPasswordConfiguration own = new CommonPasswordConfiguration(true, list.toString());
        assertThat(refuses(own, "ACME-Shop")).isTrue();
        assertThat(refuses(own, "caf\u00E9 cr\u00E8me")).isTrue();
        assertThat(refuses(own, "password1")).isFalse();
    }

    @Test
    void itsSettingsHaveTheseDefaultsAndBounds() {
        assertThat(Settings.read(CommonPasswordConfiguration.class, Map.of()))
                .isEqualTo(new CommonPasswordConfiguration(true, null));
        assertThat(Settings.read(CommonPasswordConfiguration.class, Map.of("passwords.refuse-common", "false")))
                .isEqualTo(new CommonPasswordConfiguration(false, null));
        Settings.assertRefused("passwords.refuse-common", "maybe", "must be true or false");
        Settings.assertRefused("passwords.common-list", "/no/such/file", "must be a file or a folder that exists");
    }
}
