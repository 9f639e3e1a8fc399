/** The description of the REST API. */
package dev.freehold.server.features.openapi;
