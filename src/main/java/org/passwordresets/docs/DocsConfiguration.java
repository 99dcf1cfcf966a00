package org.passwordresets.docs;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.passwordresets.ConfigurationRisks;
import org.passwordresets.Setting;

/**
 * Who may read the docs, and where their readers may send requests.
 *
 * @param enabled whether {@code /docs} is served at all
 * @param usagePage whether the docs have the Usage page, which names your consumers
 * @param password the password for the docs, a secret: browsers ask for it (HTTP Basic, with any user name); by default
 *     anyone may read them
 * @param contract the folder or root file of the contract from which the pages are generated, again after each save; by
 *     default the contract in the jar
 * @param tryItHere whether requests that readers try out go to this server by default, instead of the stub
 * @param stub the address of the stub, to which readers may send requests
 * @param token an access token that is not secret, which the pages fill in for readers who try out requests
 */
@Context
@ConfigurationProperties("docs")
record DocsConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "true") boolean usagePage,
        @Nullable String password,
        @Nullable String contract,
        @Bindable(defaultValue = "false") boolean tryItHere,
        @Bindable(defaultValue = "http://127.0.0.1:4010") String stub,
        @Nullable String token)
        implements ConfigurationRisks {

    DocsConfiguration {
        Setting.of("docs.password").textOrNone(password);
        Setting.of("docs.contract").existingOrNone(contract);
        Setting.of("docs.stub").webAddressOrNone(stub);
    }

    /** Whether the docs follow a directory. An empty name means none. */
    boolean followsContract() {
        return contract != null && !contract.isBlank();
    }

    /** Whether there is a stub. An empty address means none. */
    boolean hasStub() {
        return !stub.isBlank();
    }

    @Override
    public List<String> risks() {
        return enabled && password == null
                ? List.of(
                        "Anyone can read /docs. Set docs.password (DOCS_PASSWORD), or docs.enabled=false (DOCS_ENABLED).")
                : List.of();
    }

    /** Omits the password and the token. */
    @Override
    public String toString() {
        return "DocsConfiguration[" + enabled + ", " + usagePage + ", " + contract + ", " + tryItHere + ", " + stub
                + "]";
    }
}
