/**
 * Passwords and passphrases: which ones are allowed, how they are hashed, and how often somebody
 * may try one.
 */
package dev.freehold.custody.passwords;
