package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.convert.ConversionService;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.Application;
import org.passwordresets.application.RegistrationException;
import org.passwordresets.database.DatabaseFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs one command. The exit code is 0 if it did what it says, 1 if it was refused or failed, and 2 if the command line is
 * wrong. An error is one line: a sentence or, with {@code --json}, an object with the member {@code error}.
 */
@Command(
        name = "admin",
        description = "Manages organizations, applications and the database. Reads the same settings as the server.",
        subcommands = {
            OrganizationCommands.class,
            ApplicationCommands.class,
            KeyCommands.class,
            RecountCommand.class,
            PurgeCommand.class
        })
final class AdminCommand {
    private static final String JSON = "--json";

    private final CommandLine line;
    private final PrintWriter errors;
    private final Supplier<ApplicationContext> beans;
    private List<String> words = List.of();

    /**
     * @param output for what a command did, and for secrets, which are printed once
     * @param errors for why it did not
     * @param beans of the server; used when the command line has been understood
     */
    AdminCommand(PrintWriter output, PrintWriter errors, Supplier<ApplicationContext> beans) {
        this.errors = errors;
        this.beans = beans;
        this.line = new CommandLine(this)
                .setOut(output)
                .setErr(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A name may begin with @, and is not a file of arguments then.
                .setExpandAtFiles(false)
                .registerConverter(Duration.class, AdminCommand::duration)
                .setParameterExceptionHandler((mistake, arguments) -> refuse(mistake))
                .setExecutionExceptionHandler((failure, command, result) -> fail(failure));
        withHelp(line);
    }

    /** Each command explains itself, and a group of commands lists them. */
    private static void withHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .arity("0")
                        .usageHelp(true)
                        .description("Explains the command.")
                        .build());
        command.getSubcommands().values().forEach(AdminCommand::withHelp);
    }

    /** As in the settings: {@code 90s}, {@code 24h}. */
    private static Duration duration(String text) {
        return ConversionService.SHARED
                .convert(text, Duration.class)
                .filter(duration -> !duration.isNegative())
                .orElseThrow(() -> new TypeConversionException("No duration"));
    }

    /** Returns the exit code. */
    int run(String[] arguments) {
        words = List.of(arguments);
        return line.execute(arguments);
    }

    /** The server's beans, without the server. */
    ApplicationContext beans() {
        return beans.get();
    }

    private int refuse(ParameterException mistake) {
        String name = mistake.getCommandLine().getCommandSpec().qualifiedName();
        print(sentence(Mistake.sentence(mistake, words)) + " See " + name + " --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private int fail(Exception failure) {
        print(sentence(reason(failure)));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void print(String error) {
        errors.println(words.contains(JSON) ? Outcome.json(Map.of("error", error)) : error);
    }

    private static String reason(Exception failure) {
        if (failure instanceof RefusedException || failure instanceof RegistrationException) {
            return failure.getMessage();
        }
        boolean isOfDatabase = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(SQLException.class::isInstance);
        return isOfDatabase
                ? databaseFailure(failure)
                : Application.refusal(failure).orElse("Unexpected failure: " + failure);
    }

    private static String databaseFailure(Exception failure) {
        return switch (DatabaseFailure.of(failure)) {
            case CONNECTION_LOST, UNAVAILABLE ->
                "The database is unavailable; its address is in datasources.default.url (environment:"
                        + " DATASOURCES_DEFAULT_URL)";
            default -> "The database failed: " + DatabaseFailure.describe(failure);
        };
    }

    private static String sentence(String text) {
        String line = text.lines().collect(Collectors.joining(" ")).strip();
        return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
    }
}
