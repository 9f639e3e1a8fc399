/**
 * The second factor of people: passkeys (WebAuthn), recovery codes for when none is at hand,
 * whether a tenant requires one of them, and the step of a sign-in that follows the password.
 */
package dev.freehold.custody.passkeys;
