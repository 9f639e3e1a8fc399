/** The commands that make tenants, people, applications and subscriptions. */
package dev.freehold.server.cli.directory;
