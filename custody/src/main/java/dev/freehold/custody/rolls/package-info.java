/**
 * Rolls: jobs that give a policy other versions of its root keys or another availability key, and
 * afterwards state which keys are under it.
 */
package dev.freehold.custody.rolls;
