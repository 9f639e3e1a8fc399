/** The protection of a tenant as the API shows it: all policies at a time. */
package dev.freehold.console.protection;
