/** What clients saw, and the checker that says what must not have happened. */
package dev.freehold.chaos.history;
