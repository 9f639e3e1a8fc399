/** Makes the OpenAPI document from the route table, and compares answers of the server with it. */
package dev.freehold.server.openapi;
