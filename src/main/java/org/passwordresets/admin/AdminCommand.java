package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.convert.ConversionService;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command. The exit code is 0 if it did what it says, 1 if it was refused or failed, and 2 if the command line is
 * wrong. An error is one line.
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
    private static final int SUGGESTIONS = 3;

    private final CommandLine line;
    private final PrintWriter errors;
    private final Supplier<ApplicationContext> beans;

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
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a time such as 30m or 24h"));
    }

    /** Returns the exit code. */
    int run(String[] arguments) {
        return line.execute(arguments);
    }

    /** The server's beans, without the server. */
    ApplicationContext beans() {
        return beans.get();
    }

    private int refuse(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        // The index counts the names of the commands too.
        String message = mistake.getMessage().replaceFirst(" (at|from) index \\d+", "");
        errors.println(sentence(message) + suggestion(mistake) + " See " + name + " --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String suggestion(ParameterException mistake) {
        List<String> suggestions =
                mistake instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return suggestions.isEmpty()
                ? ""
                : suggestions.stream().limit(SUGGESTIONS).collect(Collectors.joining(" or ", " Did you mean ", "?"));
    }

    private int fail(Exception failure) {
        errors.println(sentence(reason(failure)));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String reason(Exception failure) {
        if (failure instanceof RefusedException || failure instanceof RegistrationException) {
            return failure.getMessage();
        }
        boolean isOfDatabase = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(SQLException.class::isInstance);
        return isOfDatabase
                ? "The database failed: " + DatabaseFailure.describe(failure)
                : Application.refusal(failure).orElse("Unexpected failure: " + failure);
    }

    private static String sentence(String text) {
        String line = text.lines().collect(Collectors.joining(" ")).strip();
        return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
    }
}
