package org.passwordresets.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.Typos;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, in one sentence. It repeats the names of commands and options, and nothing else that was
 * typed, because that may be a secret in the wrong place.
 */
final class Mistake {
    /** A name, and perhaps a value. */
    private static final Pattern OPTION = Pattern.compile("(--[a-z]+(?:-[a-z]+)*)(?:=.*)?", Pattern.DOTALL);

    private static final int MAX_TYPOS = 3;

    private Mistake() {}

    /** @param words all that was typed */
    static String sentence(ParameterException mistake, List<String> words) {
        CommandSpec command = mistake.getCommandLine().getCommandSpec();
        return unknownCommand(mistake, command)
                .or(() -> unknownOption(command, words))
                .orElseGet(() -> otherMistake(mistake));
    }

    private static Optional<String> unknownCommand(ParameterException mistake, CommandSpec command) {
        if (command.subcommands().isEmpty() || !(mistake instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        String word = unmatched.getUnmatched().get(0);
        return word.startsWith("-")
                ? Optional.empty()
                : Optional.of(nearest(word, command.subcommands().keySet())
                        .map(name -> "There is no command " + word + ". Did you mean " + name + "?")
                        .orElse("There is no such command."));
    }

    /** Looked for before anything that is missing, because a misspelled option is missing too. */
    private static Optional<String> unknownOption(CommandSpec command, List<String> words) {
        Collection<String> known = command.optionsMap().keySet();
        return words.stream()
                .takeWhile(word -> !word.equals("--"))
                .map(OPTION::matcher)
                .filter(Matcher::matches)
                .map(option -> option.group(1))
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "There is no option " + name + "."
                        + nearest(name, known)
                                .map(other -> " Did you mean " + other + "?")
                                .orElse(""));
    }

    private static Optional<String> nearest(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> Typos.between(word, name) <= Math.min(MAX_TYPOS, name.length() / 2))
                .min(Comparator.comparingInt(name -> Typos.between(word, name)));
    }

    private static String otherMistake(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().get(0).startsWith("-")
                    ? "There is no such option."
                    : "There is an argument too many.";
        }
        ArgSpec argument = mistake.getArgSpec();
        boolean isAboutValue = argument != null
                && !(mistake instanceof MissingParameterException || mistake instanceof OverwrittenOptionException);
        return isAboutValue ? name(argument) + " " + expected(argument) + "." : mistake.getMessage();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String expected(ArgSpec argument) {
        Class<?> type = argument.type();
        if (type == boolean.class) {
            return "takes no value";
        }
        if (type.isEnum()) {
            return "must be "
                    + Stream.of(type.getEnumConstants())
                            .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" or "));
        }
        if (type == Duration.class) {
            return "must be a time such as 30m or 24h";
        }
        return type == Instant.class ? "must be a time such as 2027-01-31T00:00:00Z" : "is not valid";
    }
}
