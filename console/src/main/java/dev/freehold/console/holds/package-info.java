/** Legal holds. */
package dev.freehold.console.holds;
