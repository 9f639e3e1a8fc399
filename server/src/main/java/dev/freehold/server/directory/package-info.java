/** The applications and the people of a tenant: made, listed, given new secrets, deleted. */
package dev.freehold.server.directory;
