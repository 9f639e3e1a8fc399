/** The wiring: what {@code serve} starts, in which order, and how it ends. */
package dev.freehold.server.run;
