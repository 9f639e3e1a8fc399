/** A mail server in a process of its own, which tests kill, watch and fill. */
package dev.freehold.mailserver.process;
