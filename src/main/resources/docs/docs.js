// What every page has: light or dark, the menu, the search, buttons to copy code, and what a printer needs.
(() => {
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  document.querySelector('.colours').addEventListener('click', () => window.turnColours());

  // The menu closes as menus do.
  const menu = document.querySelector('.menu');
  document.addEventListener('click', (event) => menu.contains(event.target) || menu.removeAttribute('open'));
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      menu.removeAttribute('open');
      menu.querySelector('summary').focus();
    }
  });

  // What scrolls sideways can be reached by keyboard, and only then.
  const scrollable = new ResizeObserver((changes) => changes.forEach(({ target }) => {
    const scrolls = target.scrollWidth > target.clientWidth;
    target.classList.toggle('scrolls', scrolls);
    if (scrolls) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }));
  document.querySelectorAll('.wide, .page pre').forEach((element) => scrollable.observe(element));

  // The examples lead to the server of this page, also where a proxy serves it below a path.
  const server = document.querySelector('[data-server]')?.dataset.server;
  if (server) {
    const here = new URL('..', location.href).href.replace(/\/$/, '');
    document.querySelectorAll('.page pre code').forEach((code) => (code.textContent = code.textContent.replaceAll(server, here)));
  }

  document.querySelectorAll('.page pre').forEach((pre) => {
    const button = make('button', { type: 'button', className: 'copy', textContent: 'Copy' });
    // Browsers have no clipboard for pages of other hosts without TLS.
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 1500);
    });
    const box = make('div', { className: 'code' });
    pre.replaceWith(box);
    box.append(pre, button);
  });

  // The address of a folded example unfolds it. Paper shows everything.
  const unfold = (element) => {
    for (let fold = element?.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  };
  const fragment = () => {
    const text = location.hash.slice(1);
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // It has a % that encodes nothing.
    }
  };
  const unfoldTarget = () => unfold(document.getElementById(fragment()));
  addEventListener('hashchange', unfoldTarget);
  unfoldTarget();
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('.page details:not([open])')];
    folded.forEach((fold) => (fold.open = true));
  });
  addEventListener('afterprint', () => folded.forEach((fold) => (fold.open = false)));

  // The addresses of the viewer, which earlier versions had under this name.
  const viewer = location.pathname.endsWith('/reference.html') && location.hash.match(/^#tag\/[^/]+\/(.+)$/);
  if (viewer) location.replace(`#${viewer[1]}`);

  const form = document.querySelector('.search');
  const input = form.querySelector('input');
  const list = form.querySelector('ul');
  const status = form.querySelector('[role=status]');
  const SHOWN = 9;
  let entries;
  let selected = 0;

  // A script, not a request: pages that are opened as files may not send requests. A failed load is tried again.
  const load = () => {
    entries ??= new Promise((resolve, reject) => {
      const script = make('script', { src: 'search.js' });
      script.addEventListener('load', () => resolve(window.searchIndex.map(prepared)));
      script.addEventListener('error', () => {
        entries = undefined;
        script.remove();
        reject(new Error('The search index could not be loaded'));
      });
      document.head.append(script);
    });
    return entries;
  };

  const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const prepared = (entry) => ({
    ...entry,
    names: [entry.title, entry.alias].filter(Boolean).map((name) => name.toLowerCase()),
    nameWords: words(`${entry.title} ${entry.alias ?? ''}`),
    bodyWords: (entry.body ?? '').split(' '),
    textWords: words(`${entry.kind} ${entry.text} ${entry.body ?? ''}`),
  });

  /** Whether a word is another with a few letters missing, added, changed or swapped: one in four letters, two at most. */
  const resembles = (word, other) => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!most || Math.abs(word.length - other.length) > most) return false;
    let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
    for (let i = 1; i <= word.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (word[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[other.length] <= most;
  };

  const wordScore = (entry, word) => {
    if (entry.nameWords.includes(word)) return 10;
    if (entry.nameWords.some((name) => name.startsWith(word))) return 8;
    if (entry.names.some((name) => name.includes(word))) return 6;
    if (entry.textWords.includes(word)) return 4;
    if (entry.textWords.some((text) => text.startsWith(word))) return 3;
    if (entry.nameWords.some((name) => resembles(word, name))) return 2;
    return entry.textWords.some((text) => resembles(word, text)) ? 1 : 0;
  };

  const score = (entry, query) => {
    const scores = words(query).map((word) => wordScore(entry, word));
    if (!scores.length || scores.includes(0)) return 0;
    const average = scores.reduce((sum, one) => sum + one) / scores.length;
    // A name of several words, such as client_credentials, in the text letter by letter, comes before its words in a title.
    const isInText = scores.length > 1 && entry.bodyWords.includes(query);
    return average + (isInText ? 10 : 0) + (entry.names.includes(query) ? 20 : entry.names.some((name) => name.includes(query)) ? 5 : 0);
  };

  const say = (text) => {
    list.append(make('li', { className: 'none', textContent: text }));
    status.textContent = text;
  };

  const show = async () => {
    const query = input.value.trim().toLowerCase();
    list.replaceChildren();
    list.hidden = !query;
    selected = 0;
    if (!query) return;
    try {
      const found = (await load())
        .map((entry) => ({ entry, score: score(entry, query) }))
        .filter((hit) => hit.score > 0)
        .sort((one, other) => other.score - one.score)
        .slice(0, SHOWN);
      if (query !== input.value.trim().toLowerCase()) return;
      list.replaceChildren(...found.map(({ entry }, index) => item(entry, index)));
      status.textContent = `${found.length} results`;
      if (!found.length) say('Nothing found');
    } catch (failure) {
      list.replaceChildren();
      say(`${failure.message}. Type again to try again.`);
    }
  };

  const item = (entry, index) => {
    const link = make(
      'a',
      { href: entry.address },
      make('small', { textContent: entry.kind }),
      make('strong', { textContent: entry.title }),
      make('span', { textContent: entry.alias ? `${entry.alias} · ${entry.text}` : entry.text }),
    );
    link.addEventListener('click', close);
    return make('li', { className: index === 0 ? 'selected' : '' }, link);
  };

  const select = (step) => {
    const items = [...list.querySelectorAll('li:not(.none)')];
    if (!items.length) return;
    selected = (selected + step + items.length) % items.length;
    items.forEach((element, index) => element.classList.toggle('selected', index === selected));
    items[selected].scrollIntoView({ block: 'nearest' });
    status.textContent = items[selected].innerText;
  };

  const close = () => {
    list.hidden = true;
    input.blur();
  };

  input.addEventListener('input', show);
  input.addEventListener('focus', () => load().catch(() => {}));
  form.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      select(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      close();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelectorAll('a')[selected]?.click();
  });
  document.addEventListener('click', (event) => form.contains(event.target) || close());
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input, textarea, select, [contenteditable]')) {
      event.preventDefault();
      input.focus();
    }
  });
})();
