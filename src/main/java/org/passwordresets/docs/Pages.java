package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all pages have around them. */
final class Pages {
    private final Map<String, String> navigation = new LinkedHashMap<>();
    private final String title;
    private final String version;
    private final String policy;

    Pages(JsonNode contract, String policy, boolean usage) {
        navigation.put("index.html", "Guide");
        navigation.put("reference.html", "Reference");
        navigation.put("errors.html", "Errors");
        navigation.put("filters.html", "Filters");
        navigation.put("deployment.html", "Deployment");
        navigation.put("configuration.html", "Configuration");
        navigation.put("compatibility.html", "Compatibility");
        if (usage) {
            navigation.put("usage.html", "Usage");
        }
        navigation.put("changelog.html", "Changelog");
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
        String label = navigation.get(name);
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

    private String navigation(String current) {
        StringBuilder links = new StringBuilder();
        navigation.forEach((name, label) -> links.append("<a href=\"%s\"%s>%s</a>"
                .formatted(name, name.equals(current) ? " aria-current=\"page\"" : "", label)));
        return links.toString();
    }
}
