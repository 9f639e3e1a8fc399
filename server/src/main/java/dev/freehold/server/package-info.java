/**
 * The {@code freehold} command and the server that it starts: configuration, wiring, and the REST
 * API.
 */
package dev.freehold.server;
