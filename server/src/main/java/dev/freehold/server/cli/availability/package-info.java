/** The commands of the availability database. */
package dev.freehold.server.cli.availability;
