// Liveliness over pages that work without it: keys, focus, and telling what changed.
'use strict';
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const help = $('#help');

  const typing = (target) => target.closest('textarea, select, [contenteditable]')
    || (target.matches('input') && !['radio', 'checkbox', 'submit', 'button'].includes(target.type));

  const press = (element) => {
    if (!element) return false;
    element.click();
    return true;
  };

  const focus = (element) => {
    if (!element) return false;
    element.focus();
    element.scrollIntoView({ block: 'nearest' });
    return true;
  };

  function walk(by) {
    const lines = all('[data-line]');
    const at = lines.indexOf(document.activeElement);
    return focus(at < 0 ? lines[by > 0 ? 0 : lines.length - 1] : lines[at + by]);
  }

  const choose = (digit) => {
    const choice = $(`[data-choice="${digit}"]:not(:disabled)`);
    if (!choice) return false;
    choice.checked = true;
    return focus(choice);
  };

  const answer = () => focus($('[aria-invalid="true"]:not([readonly])') || $('#answer input:checked')
    || $('#answer input:not([type=hidden])') || $('#correct input') || $('#note') || $('#claim'));

  let leading = 0; // when "g" was pressed
  function key(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (help.open) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      const form = event.target.form || event.target.closest('form');
      const button = (form && $('[data-submit="main"], button.primary', form)) || $('[data-submit="main"]');
      if (press(button)) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      if (typing(event.target)) event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    const afterG = Date.now() - leading < 1200;
    leading = 0;
    let done = false;
    if (afterG) done = press($(`[data-go="${CSS.escape(event.key)}"]`));
    else if (event.key === 'g') { leading = Date.now(); done = true; }
    else if (event.key === '/') done = focus($('#find'));
    else if (event.key === '?') { help.showModal(); done = true; }
    else if (event.key === 'j') done = walk(1);
    else if (event.key === 'k') done = walk(-1);
    else if (event.key === 'e') done = answer();
    else if (/^[1-9]$/.test(event.key)) done = choose(event.key);
    else if (/^[a-z]$/.test(event.key) && !event.repeat) done = press($(`[data-key="${event.key}"]`));
    if (done) event.preventDefault();
  }
  document.addEventListener('keydown', key);

  for (const button of all('[data-help]')) {
    button.hidden = false;
    button.addEventListener('click', () => help.showModal());
  }
  help.addEventListener('click', (event) => { if (event.target === help) help.close(); });

  // A form is sent once, however often its button is pressed.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    form.setAttribute('aria-busy', 'true');
  });
  addEventListener('pageshow', () => all('form[data-sent]').forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute('aria-busy');
  }));

  // Refreshing: not behind the reader's back, and only changes are read out.
  const said = $('#said');
  let last = $('[data-announce]')?.dataset.announce;
  document.addEventListener('htmx:beforeRequest', (event) => {
    const selecting = !getSelection().isCollapsed && event.target.contains(getSelection().anchorNode);
    if (document.hidden || help.open || selecting) event.preventDefault();
  });
  document.addEventListener('htmx:afterSwap', () => {
    const now = $('[data-announce]')?.dataset.announce;
    if (now && now !== last) said.textContent = now;
    last = now;
  });
  const lost = $('#lost');
  const offline = () => { lost.textContent = 'No answer from the server: what you see may be old. Trying again…'; };
  document.addEventListener('htmx:sendError', offline);
  document.addEventListener('htmx:timeout', offline);
  document.addEventListener('htmx:responseError', offline);
  document.addEventListener('htmx:afterRequest', (event) => { if (event.detail.successful) lost.textContent = ''; });

  // The first problem of a form that came back.
  const faulty = $('.notice-refused') && $('#correct [aria-invalid="true"]');
  if (faulty) faulty.focus({ preventScroll: true });
})();
