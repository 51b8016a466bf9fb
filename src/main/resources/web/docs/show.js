SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#contract",
  deepLinking: true,
  // Nothing leaves this machine: no validator badge, no other server.
  validatorUrl: null,
});
