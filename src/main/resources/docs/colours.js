// Light or dark, as the reader last chose, else as the system is. The viewer knows the same two classes.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => localStorage.getItem('colorMode');
  const show = () => {
    const isDark = chosen() === 'dark' || (chosen() !== 'light' && system.matches);
    document.body.classList.toggle('dark-mode', isDark);
    document.body.classList.toggle('light-mode', !isDark);
  };
  system.addEventListener('change', show);
  window.turnColours = () => {
    localStorage.setItem('colorMode', document.body.classList.contains('dark-mode') ? 'light' : 'dark');
    show();
  };
  show();
})();
