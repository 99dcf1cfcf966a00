// The bar at the top of each page: light or dark, and the search.
(() => {
  document.querySelector('.colours').addEventListener('click', () => window.turnColours());

  const form = document.querySelector('.search');
  const input = form.querySelector('input');
  const list = form.querySelector('ul');
  let entries;
  let selected = 0;

  const load = async () => {
    entries ??= fetch('search.json').then((answer) => answer.json());
    return entries;
  };

  const score = (entry, words) => {
    const title = entry.title.toLowerCase();
    const text = `${title} ${entry.text.toLowerCase()} ${entry.kind.toLowerCase()}`;
    if (!words.every((word) => text.includes(word))) return 0;
    return words.reduce((sum, word) => sum + (title.startsWith(word) ? 4 : title.includes(word) ? 3 : 1), 0);
  };

  const show = async () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = (await load())
      .map((entry) => ({ entry, score: words.length ? score(entry, words) : 0 }))
      .filter((hit) => hit.score > 0)
      .sort((one, other) => other.score - one.score)
      .slice(0, 9);
    selected = 0;
    list.replaceChildren(...found.map(({ entry }, index) => item(entry, index)));
    if (words.length && !found.length) list.append(Object.assign(document.createElement('li'), { textContent: 'Nothing found', className: 'none' }));
    list.hidden = !words.length;
  };

  const item = (entry, index) => {
    const link = Object.assign(document.createElement('a'), { href: entry.address });
    link.append(
      Object.assign(document.createElement('small'), { textContent: entry.kind }),
      Object.assign(document.createElement('strong'), { textContent: entry.title }),
      Object.assign(document.createElement('span'), { textContent: entry.text }),
    );
    link.addEventListener('click', close);
    const element = document.createElement('li');
    element.classList.toggle('selected', index === 0);
    element.append(link);
    return element;
  };

  const select = (step) => {
    const items = [...list.querySelectorAll('li:not(.none)')];
    if (!items.length) return;
    selected = (selected + step + items.length) % items.length;
    items.forEach((element, index) => element.classList.toggle('selected', index === selected));
    items[selected].scrollIntoView({ block: 'nearest' });
  };

  const close = () => {
    list.hidden = true;
    input.blur();
  };

  input.addEventListener('input', show);
  input.addEventListener('focus', load);
  input.addEventListener('keydown', (event) => {
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
    if (event.key === '/' && !event.target.closest('input, textarea, [contenteditable]')) {
      event.preventDefault();
      input.focus();
    }
  });
})();
