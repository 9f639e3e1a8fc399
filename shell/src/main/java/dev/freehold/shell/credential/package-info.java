/** Cmdlets over passwords and secure strings, which nothing shows. */
package dev.freehold.shell.credential;
