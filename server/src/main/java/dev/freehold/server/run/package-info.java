/**
 * The wiring: what the commands {@code serve} and {@code vault} start, in which order, and how they
 * stop. Begin to read at {@link dev.freehold.server.run.FreeholdServer}; {@code Features} lists the
 * features.
 */
package dev.freehold.server.run;
