/**
 * Servers as the cmdlets see them: HTTPS with authorities trusted on first use, sign-in, and JSON
 * over REST. Nothing here knows a cmdlet.
 *
 * <p>This package has more than 30 files because trust, sign-in and requests need each other: whom
 * the user trusts is asked in the middle of a request, and who is signed in renews tokens by
 * requests.
 */
package dev.freehold.shell.remote;
