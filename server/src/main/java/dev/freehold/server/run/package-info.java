/**
 * The wiring: what {@code serve} and {@code vault} start, in which order, and how it ends. {@link
 * dev.freehold.server.run.FreeholdServer} is where it begins; {@code Features} lists the features.
 */
package dev.freehold.server.run;
