/**
 * Clients over HTTPS: of the server's own REST API, for the command line and the quickstart, and of
 * vaults that other processes run.
 */
package dev.freehold.server.client;
