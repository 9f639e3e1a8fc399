/** The web console on the listener of the REST API: sign-in, sessions, pages and their files. */
package dev.freehold.server.features.console;
