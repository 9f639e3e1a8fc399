/** Cmdlets over passwords and secure strings, which nothing shows. */
package dev.freehold.powershell.credential;
