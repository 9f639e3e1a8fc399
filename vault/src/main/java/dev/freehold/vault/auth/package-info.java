/**
 * Authentication: bearer tokens, the challenge that asks for one, and the keys that verify them.
 */
package dev.freehold.vault.auth;
