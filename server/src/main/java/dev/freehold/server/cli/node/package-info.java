/** {@code freehold node}: machines that serve together. */
package dev.freehold.server.cli.node;
