package org.passwordresets.contract;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path with parameters in braces, each of them a whole segment or a part of one: {@code /pets/{id}.json}. */
public final class PathTemplate {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

    private final List<Segment> segments = new ArrayList<>();

    private PathTemplate(String path) {
        for (String text : segments(path)) {
            segments.add(Segment.of(text));
        }
    }

    /** The template of a path in the contract. */
    public static PathTemplate of(String path) {
        return new PathTemplate(path);
    }

    static List<String> segments(String path) {
        return List.of(path.substring(Math.min(1, path.length())).split("/", -1));
    }

    List<Segment> segments() {
        return segments;
    }

    /**
     * The decoded values of the parameters by name.
     *
     * @param path the path of a request that matches, perhaps below a base path
     */
    public Map<String, String> values(String path) {
        List<String> texts = segments(path);
        Map<String, String> values = new LinkedHashMap<>();
        int base = texts.size() - segments.size();
        for (int i = 0; i < segments.size(); i++) {
            segments.get(i).addValues(texts.get(base + i), values);
        }
        return values;
    }

    /** The path of a request without the base path. */
    public String withoutBase(String path) {
        List<String> texts = segments(path);
        return "/" + String.join("/", texts.subList(texts.size() - segments.size(), texts.size()));
    }

    /** Whether its last segment is a parameter, as in the path of a single resource. */
    public boolean endsInParameter() {
        return segments.get(segments.size() - 1).isParameter();
    }

    /** The decoded last segment of a path. */
    public String lastValue(String path) {
        return decoded(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String decoded(String text) {
        return text.indexOf('%') < 0 ? text : URI.create("/" + text).getPath().substring(1);
    }

    /**
     * One segment.
     *
     * @param text as in the contract
     * @param pattern what it matches
     * @param names the parameters in it
     */
    record Segment(String text, Pattern pattern, List<String> names) {
        static Segment of(String text) {
            Matcher parameter = PARAMETER.matcher(text);
            StringBuilder pattern = new StringBuilder();
            List<String> names = new ArrayList<>();
            int end = 0;
            while (parameter.find()) {
                pattern.append(Pattern.quote(text.substring(end, parameter.start())))
                        .append("(.+?)");
                names.add(parameter.group(1));
                end = parameter.end();
            }
            pattern.append(Pattern.quote(text.substring(end)));
            return new Segment(text, Pattern.compile(pattern.toString()), names);
        }

        boolean isLiteral() {
            return names.isEmpty();
        }

        boolean isParameter() {
            return names.size() == 1 && text.startsWith("{") && text.endsWith("}");
        }

        void addValues(String sent, Map<String, String> values) {
            Matcher matcher = pattern.matcher(sent);
            if (matcher.matches()) {
                for (int i = 0; i < names.size(); i++) {
                    values.put(names.get(i), decoded(matcher.group(i + 1)));
                }
            }
        }
    }
}
