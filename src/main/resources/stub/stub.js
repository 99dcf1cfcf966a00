// Keeps the page up to date: fetches it again, and adds what is new to what is there. Opened requests and the focus stay.
(() => {
  const SECOND = 1000;
  const form = document.querySelector('.tools');
  const pause = document.querySelector('.pause');
  const live = document.querySelector('.live');
  const list = document.querySelector('#requests');
  let etag = '';
  let paused = false;
  let timer;

  document.body.classList.add('js');

  const say = (text, kind) => {
    if (live.textContent !== text) live.textContent = text;
    live.className = `live ${kind}`;
  };

  const showTimes = (root) => root.querySelectorAll('time').forEach((time) => {
    time.textContent = new Date(time.dateTime).toTimeString().slice(0, 8);
  });

  const isSame = (one, other) => one.innerHTML === other.innerHTML;

  const merge = (page) => {
    for (const selector of ['#state', '.none', 'h1']) {
      const current = document.querySelector(selector);
      const next = page.querySelector(selector);
      if (!isSame(current, next)) current.innerHTML = next.innerHTML;
    }
    for (const count of page.querySelectorAll('.counts b')) {
      const current = document.getElementById(count.id);
      if (current.textContent !== count.textContent) current.textContent = count.textContent;
      current.parentElement.href = count.parentElement.getAttribute('href');
    }
    mergeList([...page.querySelectorAll('#requests > li')]);
  };

  // Both are sorted, latest first.
  const mergeList = (items) => {
    const wanted = new Set(items.map((item) => item.id));
    [...list.children].filter((item) => !wanted.has(item.id)).forEach((item) => item.remove());
    const isFirstLook = !etag;
    let next = list.firstElementChild;
    for (const item of items) {
      if (next?.id === item.id) {
        next = next.nextElementSibling;
      } else {
        showTimes(item);
        item.classList.toggle('new', !isFirstLook);
        list.insertBefore(document.adoptNode(item), next);
      }
    }
  };

  const refresh = async () => {
    clearTimeout(timer);
    if (paused) return say('Paused', '');
    try {
      const headers = { Accept: 'text/html', ...(etag && { 'If-None-Match': etag }) };
      const response = await fetch(location.href, { headers, cache: 'no-store' });
      if (response.status === 200) {
        merge(new DOMParser().parseFromString(await response.text(), 'text/html'));
        etag = response.headers.get('ETag');
      }
      say('Live', 'on');
    } catch {
      say('The stub does not respond', 'off');
    }
    if (!document.hidden) timer = setTimeout(refresh, SECOND);
  };

  const filter = (change) => {
    const address = new URL(location.href);
    change(address.searchParams);
    history.replaceState(null, '', address);
    etag = '';
    refresh();
  };

  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', paused);
    refresh();
  });
  form.addEventListener('input', () => filter((query) => query.set('path', form.elements.path.value)));
  form.addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('.counts').addEventListener('click', (event) => {
    const chosen = event.target.closest('a');
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    document.querySelectorAll('.counts a').forEach((link) => link.removeAttribute('aria-current'));
    chosen.setAttribute('aria-current', 'true');
    form.elements.status.value = new URL(chosen.href).searchParams.get('status');
    filter((query) => query.set('status', form.elements.status.value));
  });
  document.addEventListener('click', async (event) => {
    if (!event.target.matches('.take')) return;
    const command = event.target.parentElement.querySelector('.curl');
    // Browsers have a clipboard only for pages of this machine and for HTTPS.
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(command.textContent);
      event.target.textContent = 'Copied';
    } else {
      getSelection().selectAllChildren(command);
      event.target.textContent = 'Selected';
    }
    setTimeout(() => { event.target.textContent = 'Copy'; }, 2 * SECOND);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input')) {
      event.preventDefault();
      form.elements.path.focus();
    }
  });
  document.addEventListener('visibilitychange', () => document.hidden || refresh());
  document.querySelector('.colours').addEventListener('click', () => window.turnColours());

  showTimes(document);
  refresh();
})();
