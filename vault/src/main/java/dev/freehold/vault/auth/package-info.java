/** Who calls: bearer tokens, the challenge for them, and the keys they are verified with. */
package dev.freehold.vault.auth;
