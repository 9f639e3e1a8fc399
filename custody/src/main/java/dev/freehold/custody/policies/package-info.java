/**
 * Data encryption policies: their names, states and two root keys, the wrapped copies of each
 * policy's key, and the availability keys.
 */
package dev.freehold.custody.policies;
