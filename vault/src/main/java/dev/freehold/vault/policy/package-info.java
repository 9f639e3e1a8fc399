/** What an access policy grants, and to whom. */
package dev.freehold.vault.policy;
