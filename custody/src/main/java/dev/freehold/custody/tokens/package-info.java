/** Bearer tokens: who signs them, what they contain, and how they are checked. */
package dev.freehold.custody.tokens;
