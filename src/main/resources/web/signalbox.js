// Liveliness over pages that work without it: keys, focus, forms that are sent without leaving them, and telling what changed.
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
    const folded = element.closest('details:not([open])');
    if (folded) folded.open = true;
    element.focus();
    element.scrollIntoView({ block: 'nearest' });
    return true;
  };

  function walk(by) {
    const lines = all('[data-line]');
    const at = lines.indexOf(document.activeElement);
    return focus(at < 0 ? lines[by > 0 ? 0 : lines.length - 1] : lines[at + by]);
  }

  const choose = (choice) => {
    if (!choice) return false;
    choice.checked = true;
    return focus(choice);
  };

  // ---- The forms that answer a task: each is sent by what is chosen or typed in it, and by nothing else.

  const changed = (field) => {
    if (field.disabled || field.readOnly || field.type === 'hidden') return false;
    if (field.type === 'radio') return field.checked;
    if (field.type === 'checkbox') return field.checked !== field.defaultChecked;
    if (field.tagName === 'SELECT') return [...field.options].some((option) => option.selected !== option.defaultSelected);
    return field.tagName !== 'BUTTON' && field.value !== field.defaultValue;
  };
  const begun = (form) => !form.dataset.gone && ('begun' in form.dataset || [...form.elements].some(changed));
  const answersBegun = () => all('form[data-answer]').filter(begun);

  function answerByKey(target) {
    const own = target.form || target.closest('form');
    const nowhere = target === document.body || target.closest('.desk-answer') || target.id === 'main';
    const started = own || !nowhere ? [] : answersBegun();
    const form = own || (started.length === 1 ? started[0] : null);
    if (!form || !form.matches('[data-answer]')) return false;
    return press([...form.elements].find((field) => field.matches('[data-submit]')));
  }

  let leading = 0; // when "g" was pressed
  function key(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (help.open) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (answerByKey(event.target)) event.preventDefault();
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
    else if (event.key === 'e') done = focus($('[aria-invalid="true"]:not([readonly], :disabled)'));
    else if (event.key === 'a') done = choose($('[data-suggested]:not(:disabled)'));
    else if (/^[1-9]$/.test(event.key)) done = choose($(`[data-choice="${event.key}"]:not(:disabled)`));
    else if (/^[a-z]$/.test(event.key) && !event.repeat) {
      done = focus($(`[data-focus="${event.key}"]`)) || press($(`[data-key="${event.key}"]`));
    }
    if (done) event.preventDefault();
  }
  document.addEventListener('keydown', key);

  for (const link of all('[data-help]')) {
    link.addEventListener('click', (event) => { event.preventDefault(); help.showModal(); });
  }
  help.addEventListener('click', (event) => { if (event.target === help) help.close(); });

  // ---- Sending: a page is left only once the server has said where to go. Until then what was typed stays in it.

  const isAnswer = (form) => form.matches('[data-answer], .kept');
  const unsent = $('#unsent');
  const notSent = (why) => {
    unsent.textContent = `Not sent: ${why} What you typed is still here: send it again.`;
  };

  let leaving = false;
  async function send(form, button) { // fields named "action" hide the form's own
    form.dataset.sent = 'yes'; // once, however often its button is pressed
    form.setAttribute('aria-busy', 'true');
    unsent.textContent = '';
    try {
      const answer = await fetch(button?.hasAttribute('formaction') ? button.formAction : form.getAttribute('action'), {
        method: 'POST',
        body: new URLSearchParams(new FormData(form, button)),
        headers: { Accept: 'text/html', 'Signalbox-Form': 'script' },
        signal: AbortSignal.timeout(30_000),
      });
      const place = answer.headers.get('Location');
      if (answer.ok && place && form.dataset.part) await redraw(place, form.dataset.part);
      else if (answer.ok && place) leave(place);
      else show(new DOMParser().parseFromString(await answer.text(), 'text/html'), answer.status, form);
    } catch {
      notSent('there is no answer from the server.');
    } finally {
      delete form.dataset.sent;
      form.removeAttribute('aria-busy');
    }
  }

  function leave(place) {
    leaving = true;
    all('form[data-answer]').forEach((each) => { each.dataset.gone = 'yes'; });
    location.assign(place);
  }

  const redraw = (place, part) => htmx.ajax('GET', place, { target: part, select: part, swap: 'outerHTML' });

  // A page that answers a form comes in place of it. Of an error only the words do, and no page that a form without the text
  // got comes in place of one in which something is typed: there only who holds the task is drawn anew.
  function show(page, status, form) {
    const main = $('#main', page);
    if (!main || (status !== 200 && status !== 409 && status !== 422) || $('.error', main)) {
      notSent($('.error-detail', page)?.textContent ?? `the server answered ${status}.`);
      return;
    }
    if (!isAnswer(form) && answersBegun().length > 0) {
      const holder = $('#holder', main);
      if (holder) $('#holder')?.replaceWith(document.adoptNode(holder));
      if (holder) htmx.process(holder);
      unsent.textContent = $('.notice', main)?.textContent.replace('!', '').trim() ?? '';
      return;
    }
    main.querySelectorAll('noscript').forEach((each) => each.remove());
    $('#main').replaceWith(document.adoptNode(main));
    htmx.process(main);
    document.title = page.title;
    scrollTo(0, 0);
    focus($('[aria-invalid="true"]:not([readonly])', main) && $('.notice-refused', main)
      ? $('[aria-invalid="true"]:not([readonly])', main)
      : $('[autofocus]', main) ?? main);
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    event.preventDefault();
    if (leaving || form.dataset.sent) return;
    const leaves = !form.dataset.part && !isAnswer(form);
    if (leaves && answersBegun().length > 0 && !confirm('What you typed is not sent yet. Leave it?')) return;
    send(form, event.submitter);
  });
  addEventListener('beforeunload', (event) => {
    if (answersBegun().length > 0) event.preventDefault();
  });
  // Back to a page as it was: how things stand now is another matter.
  addEventListener('pageshow', (event) => {
    leaving = false;
    if (event.persisted && answersBegun().length === 0) location.reload();
  });

  // ---- Refreshing: not behind the reader's back, and only changes are read out.

  const said = $('#said');
  let last = $('[data-announce]')?.dataset.announce;
  document.addEventListener('htmx:beforeRequest', (event) => {
    const selecting = !getSelection().isCollapsed && event.target.contains(getSelection().anchorNode);
    if (document.hidden || help.open || selecting) event.preventDefault();
  });
  // What only the clock has changed in stays as it is, but for the clock.
  let drawn = null;
  document.addEventListener('htmx:beforeSwap', (event) => {
    const tag = event.detail.xhr.getResponseHeader('ETag');
    if (event.detail.target?.id !== 'live' || !tag) return;
    if (tag === drawn) {
      event.detail.shouldSwap = false;
      $('.as-of .num').textContent = event.detail.xhr.getResponseHeader('Signalbox-As-Of');
    }
    drawn = tag;
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
})();
