/** A client of the server's own REST API over HTTPS: for the command line and the quickstart. */
package dev.freehold.server.client;
