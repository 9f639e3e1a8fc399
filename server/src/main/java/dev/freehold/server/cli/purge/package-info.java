/** The commands of the operators who approve a purge, each with a key of their own. */
package dev.freehold.server.cli.purge;
