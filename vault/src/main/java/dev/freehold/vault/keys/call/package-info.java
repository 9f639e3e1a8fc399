/**
 * What all operations on keys share: the call with its body, keys as the protocol writes them,
 * pages of lists, dry runs, and the warning that somebody else still uses a key.
 */
package dev.freehold.vault.keys.call;
