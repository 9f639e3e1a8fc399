/**
 * Stores for all nodes what the roots of a policy answered: whether the policy is locked, when a
 * root last agreed, and how long the availability key may be used while both are silent.
 */
package dev.freehold.custody.locks;
