/**
 * The command {@code freehold quickstart}: sets up a whole installation on loopback and checks it
 * from outside as a tenant would, with real tokens over HTTPS.
 */
package dev.freehold.server.quickstart;
