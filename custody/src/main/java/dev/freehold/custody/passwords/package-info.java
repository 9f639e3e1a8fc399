/**
 * Passwords and passphrases: what they may be, how they are hashed, and how often they may be
 * tried.
 */
package dev.freehold.custody.passwords;
