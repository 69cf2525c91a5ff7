"use strict";

// Everything comes from this server: no validator, no plugins from elsewhere.
SwaggerUIBundle({
  url: location.pathname.startsWith("/docs/collection") ? "/collection.json" : "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: false,
  tagsSorter: "alpha",
  validatorUrl: null,
});
