/** Makes the OpenAPI document from the route table, and compares answers with it. */
package dev.freehold.server.openapi;
