/**
 * Health checks and metrics of a process, and the listener that shows them to the operator only.
 */
package dev.freehold.server.health;
