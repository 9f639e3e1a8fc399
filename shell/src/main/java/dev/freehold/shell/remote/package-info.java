/**
 * Servers as the cmdlets use them: HTTPS with certificate authorities trusted on first use,
 * sign-in, and JSON over REST. Nothing here knows a cmdlet.
 *
 * <p>This package has more than 30 files because trust, sign-in and requests need each other: in
 * the middle of a request the user may have to be asked whether to trust an authority, and renewing
 * a token is a request itself.
 */
package dev.freehold.shell.remote;
