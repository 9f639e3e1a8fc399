/**
 * The command shell: administrators' published command lines, read and run against servers and key
 * vaults over HTTPS. It depends on no other module.
 */
package dev.freehold.shell;
