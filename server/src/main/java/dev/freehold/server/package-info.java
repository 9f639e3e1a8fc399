/** The freehold command and the server it starts: configuration, wiring, and the REST API. */
package dev.freehold.server;
