// The operations, displayed by the viewer. Everything that would load from another host or report usage is off.
(async () => {
  const tryIt = JSON.parse(document.getElementById('try-it').textContent);
  // A proxy may serve everything below another path, so the server address is that of the docs.
  const here = new URL('..', location.href).href.replace(/\/$/, '');
  const servers = tryIt.servers.map((server) => ({ ...server, url: server.url || here }));
  // Only the demo and the stub offer a token.
  const { token } = tryIt.givesToken ? await (await fetch('token.json')).json() : { token: '' };

  Scalar.createApiReference('#reference', {
    url: 'openapi.json',
    servers,
    authentication: {
      preferredSecurityScheme: 'bearerAuth',
      securitySchemes: { bearerAuth: { token } },
    },
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    hiddenClients: {
      shell: ['wget', 'httpie'],
      js: ['axios', 'jquery', 'ofetch', 'xhr'],
      node: true, c: true, clojure: true, csharp: true, dart: true, fsharp: true, go: true, http: true, java: true,
      kotlin: true, objc: true, ocaml: true, php: true, powershell: true, python: true, r: true, ruby: true, rust: true, swift: true,
    },
    generateOperationSlug: (operation) => operation.operationId,
    generateTagSlug: (tag) => tag.name,
    customCss: `.light-mode, .dark-mode { --scalar-background-1: var(--back); --scalar-background-2: var(--raised); --scalar-border-color: var(--line); --scalar-color-accent: var(--accent); }`,
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
})();
