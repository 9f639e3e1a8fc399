/** The commands of a purge: of the tenant that leaves, its approver, and two operators. */
package dev.freehold.server.cli.purge;
