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
 * @param password what a reader must know to see the docs: browsers ask for it (HTTP Basic, with any user name); by default
 *     anyone may read them; a secret
 * @param contract the directory of the contract that the pages are made from, and made anew from when a file in it is saved;
 *     by default the contract in the jar
 * @param tryItHere whether requests that readers try out go to this server at first, not to the stub
 * @param stub the address of the stub, to which readers may send requests
 * @param token an access token that is no secret, which the pages fill in for readers who try requests out
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
        Setting.of("docs.contract").directoryOrNone(contract);
        Setting.of("docs.stub").webAddressOrNone(stub);
    }

    /** Where the contract is followed; an empty name is none. */
    boolean followsContract() {
        return contract != null && !contract.isBlank();
    }

    /** Whether there is another server than this one; an empty address is none. */
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

    /** Without the password and the token. */
    @Override
    public String toString() {
        return "DocsConfiguration[" + enabled + ", " + usagePage + ", " + contract + ", " + tryItHere + ", " + stub
                + "]";
    }
}
