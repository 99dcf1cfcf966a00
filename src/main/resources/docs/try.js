// The viewer, in which readers try out requests. Everything that would load from another host or report usage is off.
(async () => {
  const tryIt = JSON.parse(document.getElementById('try-it').textContent);
  // A proxy may serve everything below another path, so the server address is that of the docs.
  const here = new URL('..', location.href).href.replace(/\/$/, '');
  const servers = tryIt.servers.map((server) => ({ ...server, url: server.url || here }));
  // Only the demo and the stub offer a token.
  const { token } = tryIt.givesToken ? await (await fetch('token.json')).json() : { token: '' };

  Scalar.createApiReference('#reference', {
    // Embedded, because pages that are opened as files may not send requests.
    content: window.contract,
    // The page has one search.
    hideSearch: true,
    servers,
    authentication: window.contract.components?.securitySchemes?.bearerAuth
      ? { preferredSecurityScheme: 'bearerAuth', securitySchemes: { bearerAuth: { token } } }
      : {},
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    hiddenClients: {
      shell: ['wget', 'httpie'],
      js: ['axios', 'jquery', 'ofetch', 'xhr'],
      node: true, c: true, clojure: true, csharp: true, dart: true, fsharp: true, go: true, http: true, java: true,
      kotlin: true, objc: true, ocaml: true, php: true, powershell: true, python: true, r: true, ruby: true, rust: true, swift: true,
    },
    // As in the addresses of the Reference. A third-party document may have operations without an id.
    generateOperationSlug: ({ operationId, method, path }) =>
      (operationId || `${method.toUpperCase()} ${path}`).replace(/[^A-Za-z0-9._~-]+/g, '-'),
    generateTagSlug: (tag) => tag.name,
    customCss: `.light-mode, .dark-mode {
      --scalar-background-1: var(--back); --scalar-background-2: var(--raised); --scalar-border-color: var(--line); --scalar-color-1: var(--text);
      --scalar-color-2: var(--quiet); --scalar-color-3: var(--quiet); --scalar-color-accent: var(--accent); --scalar-color-blue: var(--accent);
      --scalar-color-green: var(--good); --scalar-color-orange: var(--warn); --scalar-color-yellow: var(--warn); --scalar-color-red: var(--bad); }
      .scalar-reference-intro-clients { display: none; }`,
    withDefaultFonts: false,
    telemetry: false,
    showDeveloperTools: 'never',
    hideClientButton: true,
    hideDarkModeToggle: true,
    proxyUrl: '',
    agent: { disabled: true },
    mcp: { disabled: true },
    documentDownloadType: 'both',
  });

  // What a screen reader would stumble over.
  const mend = () => {
    document.querySelectorAll('.t-doc__sidebar [aria-selected]').forEach((item) => item.removeAttribute('aria-selected'));
    document.querySelectorAll('aside[role=navigation]').forEach((aside) => aside.removeAttribute('role'));
    document.querySelectorAll('.endpoints').forEach((list) => list.setAttribute('tabindex', '0'));
  };
  new MutationObserver(mend).observe(document.getElementById('reference'), { subtree: true, childList: true, attributeFilter: ['aria-selected'] });
})();
