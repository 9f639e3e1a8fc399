/** Servers and tenants, ready made for tests. */
package dev.freehold.server.testing;
