/** Whole servers and tenants for tests. */
package dev.freehold.server.testing;
