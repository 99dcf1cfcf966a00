package org.passwordresets;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.File;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The command line of the stub: {@code java -jar … stub --contract FILE --state}. */
final class StubCommand {
    static final String NAME = "stub";

    private static final int LAST_PORT = 65535;
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    /** The options that have a value, with their settings. */
    private static final Map<String, String> WITH_VALUE = options(
            "--contract FILE", "stub.contract",
            "--port NUMBER", "micronaut.server.port",
            "--host ADDRESS", "micronaut.server.host",
            "--target ADDRESS", "stub.target");
    /** The options that switch something on. */
    private static final Map<String, String> SWITCHES = options("--state", "stub.state", "--errors", "stub.errors");

    private StubCommand() {}

    private static Map<String, String> options(String... namesAndSettings) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSettings.length; i += 2) {
            options.put(namesAndSettings[i], namesAndSettings[i + 1]);
        }
        return options;
    }

    /**
     * The settings that the options mean.
     *
     * @throws ConfigurationException with one sentence about an unknown option or a missing value
     */
    static Map<String, Object> settings(List<String> arguments) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String[] option = rest.next().split("=", 2);
            if (SWITCHES.containsKey(option[0])) {
                if (option.length == 2) {
                    throw new ConfigurationException(option[0] + " has no value: leave out =" + option[1]);
                }
                settings.put(SWITCHES.get(option[0]), true);
            } else {
                String setting = settingWithValue(option[0]);
                String value = option.length == 2 ? option[1] : value(option[0], rest);
                check(option[0], value);
                settings.put(setting, value);
            }
        }
        return settings;
    }

    /** Names the option that you wrote, which the checks of the settings do not know. */
    private static void check(String name, String value) {
        if (value.isBlank()) {
            throw new ConfigurationException(name + " needs a value. The options are: " + allOptions());
        }
        if (name.equals("--contract") && !new File(value).exists()) {
            throw new ConfigurationException("--contract " + value + ": there is no such file or folder");
        }
        if (name.equals("--port") && (!value.matches("\\d{1,5}") || Integer.parseInt(value) > LAST_PORT)) {
            throw new ConfigurationException("--port " + value + ": it must be a number from 0 to " + LAST_PORT);
        }
    }

    /** Whether the command line asks how to use it. */
    static boolean isCallForHelp(List<String> arguments) {
        boolean isOfStub = !arguments.isEmpty() && arguments.get(0).equals(NAME);
        return arguments.stream().limit(isOfStub ? Long.MAX_VALUE : 1).anyMatch(HELP::contains);
    }

    /** Prints how to use the command line. */
    static void printHelp() {
        System.out.print("""
                java -jar FILE                  starts the server; the Configuration page of the docs lists its settings
                java -jar FILE stub [OPTIONS]   starts the stub, which needs no database
                java -jar FILE admin --help     lists the commands of administrators
                java -jar FILE help             shows this

                The stub's options, which can all be left out:
                  --contract FILE    the OpenAPI document, or its folder (by default, the contract in the jar)
                  --port NUMBER      the port (by default, 4010)
                  --host ADDRESS     the address to listen at (by default, 127.0.0.1)
                  --target ADDRESS   forwards requests to this server and reports where it violates the contract
                  --state            remembers what you create, change and delete, in memory
                  --errors           with --target, responds with an error to a violation
                """);
    }

    private static String settingWithValue(String name) {
        return WITH_VALUE.entrySet().stream()
                .filter(option -> option.getKey().startsWith(name + " "))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "stub has no option " + name + ". Its options are: " + allOptions()));
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new ConfigurationException(name + " needs a value. The options are: " + allOptions());
        }
        return rest.next();
    }

    private static String allOptions() {
        return List.of(WITH_VALUE, SWITCHES).stream()
                .flatMap(options -> options.keySet().stream())
                .collect(Collectors.joining(", "));
    }
}
