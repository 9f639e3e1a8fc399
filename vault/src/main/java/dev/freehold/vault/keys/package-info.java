/** Keys and their versions: the operations on them, one handler each, and how they are stored. */
package dev.freehold.vault.keys;
