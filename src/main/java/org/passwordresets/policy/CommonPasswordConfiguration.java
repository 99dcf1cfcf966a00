package org.passwordresets.policy;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import org.passwordresets.Setting;

/**
 * Which passwords are too common, on the server and in the stub.
 *
 * @param refuseCommon whether the most common passwords are refused
 * @param commonList a file with passwords to refuse instead of the built-in list, one a line, in UTF-8. The built-in list has
 *     the 30,000 passwords of zxcvbn's dictionary (MIT License)
 */
@Context
@ConfigurationProperties("passwords")
record CommonPasswordConfiguration(
        @Bindable(defaultValue = "true") boolean refuseCommon,
        @Nullable String commonList) {
    static final Setting LIST = Setting.of("passwords.common-list");

    CommonPasswordConfiguration {
        LIST.existingOrNone(commonList);
    }
}
