package org.passwordresets.policy;

import com.nulabinc.zxcvbn.StandardDictionaries;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.passwordresets.contract.PasswordText;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ValidationCode;

/** Refuses the passwords that attackers try first. Case is ignored. The built-in list is read when it is first needed. */
@Singleton
public final class CommonPasswords {
    private final Set<String> ownList;
    private final boolean refuse;

    CommonPasswords(CommonPasswordConfiguration configuration) {
        this.refuse = configuration.refuseCommon();
        this.ownList = ownList(configuration.commonList());
    }

    @Nullable
    private static Set<String> ownList(@Nullable String file) {
        if (file == null || file.isBlank()) {
            return null;
        }
        try {
            return keys(Files.readAllLines(Path.of(file)));
        } catch (IOException e) {
            throw CommonPasswordConfiguration.LIST.refused("must be a text file in UTF-8 that this server can read");
        }
    }

    private static Set<String> keys(List<String> passwords) {
        return passwords.stream().map(CommonPasswords::key).collect(Collectors.toUnmodifiableSet());
    }

    private static String key(String password) {
        return PasswordText.normalized(password).toLowerCase(Locale.ROOT);
    }

    private static final class BuiltIn {
        static final Set<String> LIST = read();

        private static Set<String> read() {
            try {
                return keys(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param password null if there is none to check */
    public List<Violation> violations(String attribute, @Nullable String password) {
        return password != null && refuse && list().contains(key(password))
                ? List.of(Violation.of(attribute, ValidationCode.TOO_COMMON))
                : List.of();
    }

    private Set<String> list() {
        return ownList == null ? BuiltIn.LIST : ownList;
    }
}
