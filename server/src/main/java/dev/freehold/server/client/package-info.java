/**
 * HTTPS clients: of the server's own REST API, for the command line and the quickstart, and of key
 * vaults that run in other processes.
 */
package dev.freehold.server.client;
