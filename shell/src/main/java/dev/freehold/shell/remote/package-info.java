/**
 * Servers as the cmdlets see them: HTTPS with authorities trusted on first use, sign-in, and JSON
 * over REST. Nothing here knows a cmdlet.
 */
package dev.freehold.shell.remote;
