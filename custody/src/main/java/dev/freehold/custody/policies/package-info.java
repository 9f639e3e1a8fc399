/**
 * Data encryption policies: their names, states and two root keys, the key of each in its wrapped
 * forms, and the availability keys.
 */
package dev.freehold.custody.policies;
