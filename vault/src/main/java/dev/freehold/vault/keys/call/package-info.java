/**
 * What all operations on keys share: the call with its body, the JSON of keys, pages of lists, dry
 * runs, and the warning that somebody else still uses a key.
 */
package dev.freehold.vault.keys.call;
