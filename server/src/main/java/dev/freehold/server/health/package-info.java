/**
 * Whether a process works, and its figures: what is looked at, and the listener that shows it to
 * anyone who operates the process and to nobody else.
 */
package dev.freehold.server.health;
