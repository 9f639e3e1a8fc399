/**
 * Rolls: gives a policy other versions of its root keys or another availability key, as jobs, and
 * states what is under them afterwards.
 */
package dev.freehold.custody.rolls;
