/** Bearer tokens: who signs them, what they say, and how they are checked. */
package dev.freehold.custody.tokens;
