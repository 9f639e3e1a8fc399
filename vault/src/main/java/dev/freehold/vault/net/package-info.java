/** Names that lead to this machine. */
package dev.freehold.vault.net;
