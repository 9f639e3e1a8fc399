/** The commands of the operators who approve a purge, each with their own key. */
package dev.freehold.server.cli.purge;
