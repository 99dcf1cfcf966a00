package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all pages have around them. */
final class Pages {
    private static final Map<String, String> NAVIGATION = new LinkedHashMap<>();

    static {
        NAVIGATION.put("index.html", "Guide");
        NAVIGATION.put("reference.html", "Reference");
        NAVIGATION.put("errors.html", "Errors");
        NAVIGATION.put("filters.html", "Filters");
        NAVIGATION.put("configuration.html", "Configuration");
        NAVIGATION.put("compatibility.html", "Compatibility");
        NAVIGATION.put("usage.html", "Usage");
        NAVIGATION.put("changelog.html", "Changelog");
    }

    private final String title;
    private final String version;
    private final String policy;

    Pages(JsonNode contract, String policy) {
        this.title = contract.path("info").path("title").asText();
        this.version = contract.path("info").path("version").asText();
        this.policy = policy;
    }

    /** A page to read. */
    DocsFile page(String name, String content) {
        return frame(name, "<main class=\"page\">\n" + content + "\n</main>");
    }

    /** A page with nothing around it but the bar at the top. */
    DocsFile frame(String name, String body) {
        String label = NAVIGATION.get(name);
        return DocsFile.html("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="referrer" content="no-referrer">
                <title>%s</title>
                <link rel="icon" href="icon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="docs.css">
                </head>
                <body>
                <script src="colours.js"></script>
                <header class="bar">
                <a class="brand" href="index.html"><img src="icon.svg" alt="" width="22" height="22">%s <small>%s</small></a>
                <nav>%s</nav>
                <form class="search" role="search"><input type="search" placeholder="Search  /" aria-label="Search" autocomplete="off"><ul hidden></ul></form>
                <button class="colours" type="button" aria-label="Light or dark" title="Light or dark"></button>
                </header>
                %s
                <script src="docs.js"></script>
                </body>
                </html>
                """.formatted(
                escape(policy), escape(label + " · " + title), escape(title), escape(version), navigation(name), body));
    }

    private static String navigation(String current) {
        StringBuilder links = new StringBuilder();
        NAVIGATION.forEach((name, label) -> links.append("<a href=\"%s\"%s>%s</a>"
                .formatted(name, name.equals(current) ? " aria-current=\"page\"" : "", label)));
        return links.toString();
    }
}
