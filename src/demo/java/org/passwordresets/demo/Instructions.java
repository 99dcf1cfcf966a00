package org.passwordresets.demo;

/** What {@code make run} prints when the server is ready: commands to paste into bash or zsh. */
final class Instructions {

    private static final String TEXT = """

            Ready: %1$s   (data in %2$s%5$s; Ctrl-C stops it)

            Paste these into another terminal, in this directory, one after the other.

            A token, and a password reset for %3$s:

            T=$(make -s token%4$s)
            R=$(curl -s %1$s/api/customer_password_resets -H "Authorization: Bearer $T" \\
              -H 'Accept: application/vnd.api+json' -H 'Content-Type: application/vnd.api+json' \\
              -d '{"data":{"type":"customer_password_resets","attributes":{"customer_email":"%3$s"}}}'); printf '%%s\\n' "$R"

            The new password, with the id and the reset token from that response:

            ID=$(printf '%%s\\n' "$R" | sed -n 's/^{"data":{"id":"\\([^"]*\\)".*/\\1/p')
            K=$(printf '%%s\\n' "$R" | sed -n 's/.*"reset_password_token":"\\([^"]*\\)".*/\\1/p')
            curl -s -w '\\n' -X PATCH "%1$s/api/customer_password_resets/$ID" -H "Authorization: Bearer $T" \\
              -H 'Accept: application/vnd.api+json' -H 'Content-Type: application/vnd.api+json' \\
              -d '{"data":{"type":"customer_password_resets","id":"'"$ID"'","attributes":{"customer_password":"correct horse battery staple","_reset_password_token":"'"$K"'"}}}'

            The reset afterwards:

            curl -s -w '\\n' "%1$s/api/customer_password_resets/$ID" -H "Authorization: Bearer $T" -H 'Accept: application/vnd.api+json'
            """;

    private Instructions() {}

    static String text(DemoSettings settings) {
        String address = "http://127.0.0.1:" + settings.port();
        return TEXT.formatted(address, settings.data(), DemoData.EMAIL, chosen(settings), log());
    }

    /** {@code make dev} logs to the terminal. */
    private static String log() {
        String file = System.getProperty(Demo.LOG_FILE);
        return file == null ? "" : ", log in " + file;
    }

    /** {@code make token} has the same defaults as {@code make run}, so only other settings are printed. */
    private static String chosen(DemoSettings settings) {
        String port = settings.isDefaultPort() ? "" : " PORT=" + settings.port();
        String data = settings.isDefaultData() ? "" : " DATA='" + settings.data() + "'";
        return port + data;
    }
}
