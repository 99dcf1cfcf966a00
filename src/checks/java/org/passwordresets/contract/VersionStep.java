package org.passwordresets.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The step by which {@code info.version} rises in semantic versioning, smallest first. */
enum VersionStep {
    NONE,
    PATCH,
    MINOR,
    MAJOR;

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

    static boolean isVersion(String version) {
        return VERSION.matcher(version).matches();
    }

    /** The step between two versions; none if the version does not rise. */
    static VersionStep between(String before, String after) {
        int[] old = parts(before);
        int[] now = parts(after);
        for (int part = 0; part < 3; part++) {
            if (now[part] != old[part]) {
                return now[part] < old[part] ? NONE : values()[3 - part];
            }
        }
        return NONE;
    }

    /** The lowest version that is one step higher. */
    String after(String version) {
        int[] parts = parts(version);
        return switch (this) {
            case NONE -> version;
            case PATCH -> "%d.%d.%d".formatted(parts[0], parts[1], parts[2] + 1);
            case MINOR -> "%d.%d.0".formatted(parts[0], parts[1] + 1);
            case MAJOR -> "%d.0.0".formatted(parts[0] + 1);
        };
    }

    private static int[] parts(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new ContractException("openapi.yaml: info.version must have the form 1.2.3, not " + version);
        }
        return new int[] {
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))
        };
    }
}
