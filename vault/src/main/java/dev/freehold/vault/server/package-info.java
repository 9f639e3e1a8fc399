/** The vault server put together: listener, host names, planes, and the audit of every request. */
package dev.freehold.vault.server;
