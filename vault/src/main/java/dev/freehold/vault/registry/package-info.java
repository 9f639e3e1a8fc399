/** Subscriptions and their vaults: who administers what, and what each vault allows. */
package dev.freehold.vault.registry;

import dev.freehold.vault.subscriptions.Subscriptions;
