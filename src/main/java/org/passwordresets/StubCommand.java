package org.passwordresets;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command line of the stub: {@code java -jar … stub --contract FILE --state}. */
final class StubCommand {
    static final String NAME = "stub";

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
                settings.put(settingWithValue(option[0]), option.length == 2 ? option[1] : value(option[0], rest));
            }
        }
        return settings;
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
