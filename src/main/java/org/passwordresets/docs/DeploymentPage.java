package org.passwordresets.docs;

/** How to run the server in production: {@code docs/deployment.md}, whose commands and files a test tries as they stand. */
final class DeploymentPage {
    private final String markdown;
    private final SearchIndex search;

    DeploymentPage(String markdown, SearchIndex search) {
        this.markdown = markdown;
        this.search = search;
    }

    String html() {
        String html = Markdown.html(markdown);
        search.addHeadings("Deployment", "deployment.html", html);
        return html;
    }
}
