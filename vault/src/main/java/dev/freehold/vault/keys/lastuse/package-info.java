/** When each version of a key was last used, by whom and for what. */
package dev.freehold.vault.keys.lastuse;
