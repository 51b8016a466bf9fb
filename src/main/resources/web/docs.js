// The contract, in the colours of the pages around it.
'use strict';
const dark = matchMedia('(prefers-color-scheme: dark)');
const colour = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', colour);
colour();

SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#contract',
  deepLinking: true,
  // Nothing leaves this machine: no validator badge, no other server.
  validatorUrl: null,
});
