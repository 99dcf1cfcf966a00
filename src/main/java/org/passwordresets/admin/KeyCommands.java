package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.passwordresets.key.KeyStatus;
import org.passwordresets.key.NewKeys;
import org.passwordresets.key.SigningKeys;
import org.passwordresets.key.TokenKeys;
import org.passwordresets.passwordreset.TokenKeyUse;
import org.passwordresets.passwordreset.TokenReencryption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands of {@code admin keys}. */
@Command(
        name = "keys",
        description = "Makes and lists the keys that sign access tokens and protect reset tokens, and re-encrypts.",
        subcommands = {KeyCommands.Make.class, KeyCommands.All.class, KeyCommands.Reencrypt.class})
final class KeyCommands {
    private KeyCommands() {}

    /** Needs neither settings nor the database, because the keys of a first start are made with it too. */
    @Command(
            name = "make",
            description = "Makes a signing key and a token key, and prints them as settings. It stores nothing.")
    static final class Make implements Callable<Integer> {
        private static final Duration TIME_TO_ROLL_OUT = Duration.ofDays(1);

        @Spec
        private CommandSpec spec;

        @Option(names = "--json", description = "Prints the result as JSON.")
        private boolean json;

        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "When the use of the keys begins, such as 2027-01-31T00:00:00Z. The default is in a day.")
        private Instant from = Instant.now().plus(TIME_TO_ROLL_OUT).truncatedTo(ChronoUnit.HOURS);

        @Override
        public Integer call() {
            NewKeys keys = NewKeys.make();
            String result = json ? new Outcome("New keys", members(keys)).json() : settings(keys);
            spec.commandLine().getOut().println(result);
            return 0;
        }

        private Map<String, Object> members(NewKeys keys) {
            return Map.of(
                    "from", from.toString(),
                    "signing", Map.of("id", keys.signingKeyId(), "key", keys.signingKey()),
                    "tokens", Map.of("id", keys.tokenKeyId(), "key", keys.tokenKey()));
        }

        private String settings(NewKeys keys) {
            String name = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(from, ZoneOffset.UTC));
            return String.join(
                    "\n",
                    "# signing key " + keys.signingKeyId(),
                    "KEYS_SIGNING_" + name + "_KEY=" + keys.signingKey(),
                    "KEYS_SIGNING_" + name + "_FROM=" + from,
                    "# token key " + keys.tokenKeyId(),
                    "KEYS_TOKENS_" + name + "_KEY=" + keys.tokenKey(),
                    "KEYS_TOKENS_" + name + "_FROM=" + from);
        }
    }

    @Command(
            name = "list",
            description =
                    "Lists the configured keys, and how many reset tokens each key protects. A token key that protects none"
                            + " is no longer needed.")
    static final class All extends Action {
        @Override
        Outcome run(ApplicationContext beans) {
            List<Map<String, Object>> keys = new ArrayList<>();
            beans.findBean(SigningKeys.class)
                    .ifPresent(signing -> signing.status().forEach(key -> keys.add(row("signing", key, null))));
            Map<String, Long> tokens = beans.getBean(TokenKeyUse.class).count();
            beans.getBean(TokenKeys.class).status().forEach(key -> {
                Long protectedTokens = tokens.remove(key.id());
                keys.add(row("tokens", key, protectedTokens == null ? 0 : protectedTokens));
            });
            tokens.forEach((id, number) -> keys.add(row(id, number)));
            return Outcome.table(List.of("kind", "id", "use", "from", "tokens", "setting"), keys);
        }

        private static Map<String, Object> row(String kind, KeyStatus key, @Nullable Long tokens) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", kind);
            row.put("id", key.id());
            row.put("setting", key.setting());
            row.put("use", key.use().name().toLowerCase(Locale.ROOT));
            row.put("from", key.from() == null ? null : key.from().toString());
            row.put("tokens", tokens);
            return row;
        }

        /** Tokens of a key that is not configured, or of an earlier release, which named none. */
        private static Map<String, Object> row(String id, long tokens) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", "tokens");
            row.put("id", id.isEmpty() ? null : id);
            row.put("setting", null);
            row.put("use", id.isEmpty() ? "unnamed" : "missing");
            row.put("from", null);
            row.put("tokens", tokens);
            return row;
        }
    }

    @Command(
            name = "reencrypt",
            description =
                    "Protects the tokens of all password resets with the newest token key, while servers run. It can be"
                            + " interrupted and repeated.")
    static final class Reencrypt extends Action {
        @Override
        Outcome run(ApplicationContext beans) {
            TokenReencryption.Result result =
                    beans.getBean(TokenReencryption.class).run();
            return new Outcome(
                    "Re-encrypted tokens: %d. Unreadable ones, whose key is not configured: %d. Locked ones, to be tried again: %d."
                            .formatted(result.changed(), result.unreadable(), result.locked()),
                    Map.of(
                            "reencrypted", result.changed(),
                            "unreadable", result.unreadable(),
                            "locked", result.locked()));
        }
    }
}
