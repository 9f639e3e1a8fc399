/**
 * {@code freehold quickstart}: a whole installation on loopback, set up and checked from outside as
 * a tenant would, with real tokens over HTTPS.
 */
package dev.freehold.server.quickstart;
