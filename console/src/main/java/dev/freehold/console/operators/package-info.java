/** What operators do beside purges: ask for access under Lockbox, and look after the server. */
package dev.freehold.console.operators;
