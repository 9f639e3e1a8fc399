/**
 * Tests that run random operations on keys, with crashes, and compare the result with a small
 * model.
 */
package dev.freehold.custody.history;
